"""No list of the API has N+1 queries: it costs the same queries for one row and for ten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from configurator.models import Team
from configurator.models import User
from tests.web.api.conftest import program_of
from tests.web.test_costs import Place

pytestmark = pytest.mark.postgres

LISTS = (
    *(
        "configurations",
        "configurations/deleted",
        "teams",
        "inbox",
        "notifications",
        "account/tokens",
    ),
    *("teams/platform/members", "teams/platform/webhooks", "{h}/deliveries", "{c}/revisions"),
    *("teams/platform/approval-rules", "teams/platform/audit-log"),
    *("{c}/shares", "{c}/links", "{c}/audit-log", "{c}/review-requests", "{c}/revisions/1/reviews"),
    *("{c}/revisions/1/threads", "{c}/revisions/1/waivers", "{c}/revisions/1/files", "{c}/draft"),
)


def costs(site: Place, client: Client) -> dict[str, int]:
    """Count the queries of each list."""
    hook = f"teams/platform/webhooks/{site.hook.pk}"
    ways = {"c": f"configurations/{site.configuration.pk}", "h": hook}
    return {path: cost(client, f"/api/v1/{path.format(**ways)}") for path in LISTS}


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer: Any = client.get(address)
    assert answer.status_code == 200, address
    return len(queries)


def test_a_list_costs_the_same_for_one_row_and_for_ten(author: User, team: Team, join: Any) -> None:
    site, program = Place(author, team), program_of(author)
    site.grow(join("one"))
    costs(site, program)
    before = costs(site, program)

    for number in range(9):
        site.grow(join(f"person{number}"))

    assert costs(site, program) == before
    assert max(before.values()) <= 20
