from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Share
from configurator.models import User
from configurator.services import drafts
from configurator.services import reviews
from configurator.services import revisions
from tests.people import signed_in
from tests.web.api.conftest import program_of

pytestmark = pytest.mark.postgres

Revise = Callable[..., Revision]
TOP = "/api/v1/configurations"


def test_the_list_has_what_the_owner_of_the_token_sees(
    saved: Configuration, reader: Client, outsider: User
) -> None:
    listed = reader.get(TOP).json()

    assert [configuration["id"] for configuration in listed["configurations"]] == [str(saved.pk)]
    assert listed["next"] is None
    assert program_of(outsider).get(TOP).json()["configurations"] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "managed"}, 1),
        ({"q": "nothing like it"}, 0),
        ({"state": "saved"}, 1),
        ({"state": "approved"}, 0),
        ({"environment": "production"}, 1),
        ({"archived": "true"}, 0),
        ({"owner": "mine"}, 1),
        ({"owner": "team.unknown"}, 0),
    ],
    ids=str,
)
def test_the_list_is_filtered(
    query: dict[str, str], count: int, saved: Configuration, reader: Client
) -> None:
    assert len(reader.get(TOP, query).json()["configurations"]) == count


def test_every_page_of_a_long_list_costs_the_same(
    author: User, reader: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        plan = generators.revised(generators.recommended(), {"metadata.name": f"plan-{number:02}"})
        revisions.save(drafts.create(Visitor(author), plan).pk, author)

    with django_assert_max_num_queries(14):
        first = reader.get(TOP, {"sort": "name"}).json()
    second = reader.get(first["next"]).json()

    names = [
        configuration["name"]
        for page in (first, second)
        for configuration in page["configurations"]
    ]
    assert names == sorted(names)
    assert (len(names), second["next"]) == (30, None)


def test_a_configuration_has_its_state_and_latest_revision(
    saved: Configuration, reader: Client
) -> None:
    detail = reader.get(f"{TOP}/{saved.pk}").json()

    assert (detail["latest"], detail["state"], detail["owner"]["person"]) == (1, "saved", "author")


def test_a_revision_has_its_result_and_approvals(
    saved: Configuration, reader: Client, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role="reviewer", by=reviewer)
    digest = saved.revisions.get().digest
    reviews.submit(saved.pk, 1, reviewer, decision=Review.Decision.APPROVE, digest=digest)

    detail = reader.get(f"{TOP}/{saved.pk}/revisions/1").json()

    assert (detail["verdict"], detail["state"], detail["digest"]) == ("ready", "approved", digest)
    assert [approval["reviewer"] for approval in detail["approvals"]] == ["reviewer"]


def test_findings_are_as_they_were_stored(
    saved: Configuration, revise: Revise, reader: Client
) -> None:
    revision = revise({"redis.mode": "none", "scaling.backend.replicas": 3})

    detail = reader.get(f"{TOP}/{saved.pk}/revisions/2").json()

    assert [finding["rule"] for finding in detail["findings"]] == [
        finding.rule for finding in revision.stored_findings
    ]
    assert (detail["verdict"], detail["digest"]) == ("blocked", None)


def test_any_number_of_revisions_costs_the_same(
    saved: Configuration, revise: Revise, reader: Client, django_assert_max_num_queries: Any
) -> None:
    for count in range(4, 9):
        revise({"scaling.backend.replicas": count})

    with django_assert_max_num_queries(12):
        listed = reader.get(f"{TOP}/{saved.pk}/revisions").json()

    assert [row["number"] for row in listed] == [6, 5, 4, 3, 2, 1]


def test_the_bundle_is_the_stored_one(saved: Configuration, reader: Client) -> None:
    answer = reader.get(f"{TOP}/{saved.pk}/revisions/1/bundle.zip")

    assert hashlib.sha256(answer.content).hexdigest() == saved.revisions.get().archive_id
    assert Event.objects.filter(configuration=saved, verb="downloaded", revision=1).exists()


def test_a_revision_without_a_bundle_says_why(
    saved: Configuration, revise: Revise, reader: Client
) -> None:
    revise({"redis.mode": "none", "scaling.backend.replicas": 3})

    answer = reader.get(f"{TOP}/{saved.pk}/revisions/2/bundle.zip")

    assert answer.status_code == 404
    assert "Errors blocked the bundle" in answer.json()["detail"]


def test_the_plan_comes_as_yaml_or_as_json(saved: Configuration, reader: Client) -> None:
    path = f"{TOP}/{saved.pk}/revisions/1/plan"

    yaml = reader.get(path)
    json = reader.get(path, headers={"Accept": "application/json"})

    assert generators.read(yaml.content) == generators.recommended()
    assert json.json() == saved.revisions.get().document


PATHS = ("", "/revisions", "/revisions/1", "/revisions/1/plan", "/revisions/1/bundle.zip")


@pytest.mark.parametrize("path", PATHS)
def test_an_outsider_gets_404(path: str, saved: Configuration, outsider: User) -> None:
    answer = program_of(outsider).get(f"{TOP}/{saved.pk}{path}")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ["viewer", "reviewer", "editor"])
def test_everybody_it_is_shared_with_reads_it(
    path: str, role: str, saved: Configuration, outsider: User
) -> None:
    Share.objects.create(configuration=saved, person=outsider, role=role, by=outsider)

    assert program_of(outsider, "read").get(f"{TOP}/{saved.pk}{path}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_session_is_no_authentication(path: str, saved: Configuration, author: User) -> None:
    answer = signed_in(author).get(f"{TOP}/{saved.pk}{path}")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_draft_of_a_browser_is_not_in_the_api(draft: Configuration, reader: Client) -> None:
    assert reader.get(f"{TOP}/{draft.pk}").status_code == 404
