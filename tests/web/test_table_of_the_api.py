"""Every address of the HTTP API, for everybody whose token may come: who gets what.

`read` and `write` are the scopes of a token; a token never does more than its person may.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

import generators
from configurator.api.site import api
from configurator.services import tokens
from tests.web.world import WAIVED
from tests.web.world import WARNING
from tests.web.world import World

C, R = "configurations/{key}", "configurations/{key}/revisions/{number}"
H = "teams/{slug}/webhooks/{webhook}"
C_REVISIONS = f"{C}/revisions"


def whole(address: str) -> str:
    """Write out an address of a configuration, a revision or a webhook."""
    start, slash, rest = address.partition("/")
    return {"C": C, "R": R, "H": H}.get(start, start) + slash + rest


# C is one configuration, R is one of its revisions, H is one webhook.
TABLE = """
method address                                  owner editor reviewer viewer stranger nobody
POST   validate                                 200   200    200      200    200      401
POST   generate                                 200   200    200      200    200      401
POST   explain                                  200   200    200      200    200      401
GET    rules                                    200   200    200      200    200      401
GET    schema                                   200   200    200      200    200      401
GET    presets                                  200   200    200      200    200      401
GET    presets/{name}                           200   200    200      200    200      401
GET    configurations                           200   200    200      200    200      401
POST   configurations                           201   201    201      201    201      401
GET    configurations/deleted                   200   200    200      200    200      401
GET    C                                        200   200    200      200    404      401
PATCH  C                                        200   200    403      403    404      401
DELETE C                                        204   403    403      403    404      401
POST   C/restore                                404   404    404      404    404      401
POST   C/archive                                200   403    403      403    404      401
POST   C/unarchive                              200   403    403      403    404      401
POST   C/move                                   200   403    403      403    404      401
POST   C/duplicate                              201   201    403      403    404      401
GET    C/revisions                              200   200    200      200    404      401
POST   C/revisions                              201   201    403      403    404      401
GET    R                                        200   200    200      200    404      401
GET    R/plan                                   200   200    200      200    404      401
GET    R/bundle.zip                             200   200    200      200    404      401
GET    R/bundle.tar                             200   200    200      200    404      401
GET    R/files                                  200   200    200      200    404      401
GET    R/files/{path}                           200   200    200      200    404      401
GET    R/environments/{environment}/objects     200   200    200      200    404      401
GET    R/explain                                200   200    200      200    404      401
GET    R/approval                               200   200    200      200    404      401
GET    R/approval.dsse.json                     200   200    200      200    404      401
POST   R/duplicate                              201   201    201      201    404      401
GET    C/draft                                  200   200    403      403    404      401
GET    C/draft/plan                             200   200    403      403    404      401
PUT    C/draft/plan                             200   200    403      403    404      401
POST   C/draft/fixes                            409   409    403      403    404      401
POST   C/draft/save                             200   200    403      403    404      401
POST   C/draft/restore                          200   200    403      403    404      401
GET    C/draft/bundle.zip                       200   200    403      403    404      401
GET    C/draft/files                            200   200    403      403    404      401
GET    C/draft/files/{path}                     200   200    403      403    404      401
POST   C/draft/environments                     201   201    403      403    404      401
PATCH  C/draft/environments/{environment}       200   200    403      403    404      401
DELETE C/draft/environments/{environment}       409   409    403      403    404      401
POST   C/draft/environments/{environment}/move  200   200    403      403    404      401
POST   C/draft/promotion                        409   409    403      403    404      401
GET    R/environments                           200   200    200      200    404      401
GET    R/promotion                              422   422    422      422    404      401
POST   C/promotions                             422   422    403      403    404      401
GET    compare                                  200   200    200      200    404      401
GET    compare/patch                            200   200    200      200    404      401
GET    compare/release-notes                    200   200    200      200    404      401
GET    R/reviews                                200   200    200      200    404      401
POST   R/reviews                                201   201    201      403    404      401
GET    C/suggestions                            200   200    403      403    404      401
POST   C/suggestions                            200   200    403      403    404      401
GET    C/pending-review                         200   200    200      403    404      401
DELETE C/pending-review                         204   204    204      403    404      401
GET    C/review-requests                        200   200    403      403    404      401
POST   C/review-requests                        200   409    403      403    404      401
DELETE C/review-requests/{request_id}           204   204    403      403    404      401
GET    R/waivers                                200   200    200      200    404      401
POST   R/waivers                                409   201    201      403    404      401
DELETE R/waivers/{rule}                         201   201    201      403    404      401
PUT    R/viewed                                 200   200    200      200    404      401
GET    R/threads                                200   200    200      200    404      401
POST   R/threads                                201   201    201      403    404      401
GET    R/threads/{thread}                       200   200    200      200    404      401
PATCH  R/threads/{thread}                       200   200    200      403    404      401
POST   R/threads/{thread}/comments              201   201    201      403    404      401
PATCH  C/comments/{comment}                     403   403    200      403    404      401
DELETE C/comments/{comment}                     403   403    204      403    404      401
GET    C/shares                                 200   403    403      403    404      401
POST   C/shares                                 201   403    403      403    404      401
PATCH  C/shares/{share}                         200   403    403      403    404      401
DELETE C/shares/{share}                         204   403    403      403    404      401
GET    C/links                                  200   403    403      403    404      401
POST   C/links                                  201   403    403      403    404      401
DELETE C/links/{link}                           204   403    403      403    404      401
GET    C/deploy-tokens                          200   403    403      403    404      401
POST   C/deploy-tokens                          201   403    403      403    404      401
DELETE C/deploy-tokens/{token_key}              204   403    403      403    404      401
GET    C/audit-log                              200   403    403      403    404      401
GET    C/audit-log.csv                          200   403    403      403    404      401
GET    C/audit-log.jsonl                        200   403    403      403    404      401
POST   verify                                   422   422    422      422    422      401
GET    teams                                    200   200    200      200    200      401
POST   teams                                    201   201    201      201    201      401
GET    teams/{slug}                             200   200    200      200    404      401
PATCH  teams/{slug}                             200   403    403      403    404      401
DELETE teams/{slug}                             204   403    403      403    404      401
GET    teams/{slug}/members                     200   200    200      200    404      401
POST   teams/{slug}/members                     201   403    403      403    404      401
PATCH  teams/{slug}/members/{username}          200   403    403      403    404      401
DELETE teams/{slug}/members/{username}          204   403    403      204    404      401
GET    teams/{slug}/audit-log                   200   403    403      403    404      401
GET    teams/{slug}/approval-rules              200   200    200      200    404      401
POST   teams/{slug}/approval-rules              201   403    403      403    404      401
PUT    teams/{slug}/approval-rules/{rule_key}   200   403    403      403    404      401
DELETE teams/{slug}/approval-rules/{rule_key}   204   403    403      403    404      401
GET    teams/{slug}/webhooks                    200   403    403      403    404      401
POST   teams/{slug}/webhooks                    201   403    403      403    404      401
GET    H                                        200   403    403      403    404      401
PATCH  H                                        200   403    403      403    404      401
DELETE H                                        204   403    403      403    404      401
POST   H/secret                                 200   403    403      403    404      401
POST   H/test                                   202   403    403      403    404      401
GET    H/deliveries                             200   403    403      403    404      401
POST   H/deliveries/{delivery}/redeliver        202   403    403      403    404      401
GET    inbox                                    200   200    200      200    200      401
POST   inbox/done                               204   204    204      204    204      401
POST   inbox/{item}/read                        404   404    204      404    404      401
POST   inbox/{item}/done                        404   404    204      404    404      401
DELETE inbox/{item}/done                        404   404    204      404    404      401
GET    notifications                            200   200    200      200    200      401
POST   notifications/read                       204   204    204      204    204      401
POST   notifications/{notification}/read        404   404    204      404    404      401
GET    notifications/subscriptions              200   200    200      200    200      401
PATCH  notifications/subscriptions              200   200    200      200    200      401
GET    account                                  200   200    200      200    200      401
PATCH  account                                  200   200    200      200    200      401
GET    account/tokens                           200   200    200      200    200      401
DELETE account/tokens/{token}                   204   404    404      404    404      401
"""

(_, _, *VISITORS), *SHORT_ROWS = [line.split() for line in TABLE.strip().splitlines()]
ROWS = [[row[0], whole(row[1]), *row[2:]] for row in SHORT_ROWS]
SIDES = "?left={key}:1&right={key}:3"
QUERIES = {
    **dict.fromkeys(("compare", "compare/patch", "compare/release-notes"), SIDES),
    "explain": "?file=plan.yaml&line=1",
}
PLAN = generators.plan_yaml(generators.recommended()).encode()
PLANS = {"validate", "generate", "explain", "configurations", C_REVISIONS, f"{C}/draft/plan"}
# Requests with a body that change nothing.
HARMLESS = {"validate", "generate", "explain", "verify"}
DAY = (timezone.localdate() + timedelta(days=30)).isoformat()


def bodies(world: World) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """Return the JSON that each request sends: what its pages would accept."""
    comment = {"body": "Why?"}
    finding = {"rule": WARNING, "reason": "A soft launch.", "owner": "Platform", "expires": DAY}
    revision = world.here.revision(3)
    approval = {"decision": "comment", "body": "Seen.", "digest": revision.digest}
    return {
        ("PATCH", C): {"name": "acme-renamed"},
        ("POST", f"{C}/suggestions"): {"comments": [1]},
        ("PUT", f"{R}/viewed"): {"about": "file", "path": "README.md"},
        ("POST", f"{C}/move"): {"team": world.team.slug},
        ("POST", f"{C}/draft/fixes"): {"fix_id": "unknown"},
        ("POST", f"{C}/draft/save"): {"note": "By a program."},
        ("POST", f"{C}/draft/restore"): {"revision": 1, "unsaved": "discard"},
        ("POST", f"{C}/draft/environments"): {"name": "staging"},
        ("PATCH", f"{C}/draft/environments/{{environment}}"): {"name": "live"},
        ("POST", f"{C}/draft/environments/{{environment}}/move"): {"direction": "up"},
        ("POST", f"{C}/draft/promotion"): {"source": "production", "target": "staging"},
        ("POST", f"{C}/review-requests"): {"people": [world.people["friend"].username]},
        ("POST", f"{C}/shares"): {"person": world.people["stranger"].username, "role": "viewer"},
        ("PATCH", f"{C}/shares/{{share}}"): {"role": "editor"},
        ("POST", f"{C}/links"): {"label": "For the audit"},
        ("POST", f"{C}/deploy-tokens"): {"name": "Argo CD"},
        ("PATCH", f"{C}/comments/{{comment}}"): comment,
        ("POST", f"{R}/reviews"): approval,
        ("POST", f"{R}/waivers"): finding,
        ("POST", f"{R}/threads"): {"about": "whole", **comment},
        ("PATCH", f"{R}/threads/{{thread}}"): {"resolved": True},
        ("POST", f"{R}/threads/{{thread}}/comments"): comment,
        ("POST", "teams"): {"name": "Another"},
        ("PATCH", "teams/{slug}"): {"required_approvals": 2},
        ("POST", "teams/{slug}/members"): {"person": world.people["friend"].username},
        ("PATCH", "teams/{slug}/members/{username}"): {"role": "reviewer"},
        ("POST", "teams/{slug}/approval-rules"): {"choices": ["redis.*"], "team": world.team.slug},
        ("PUT", "teams/{slug}/approval-rules/{rule_key}"): {
            "choices": ["*"],
            "people": [world.people["reviewer"].username],
        },
        ("POST", "teams/{slug}/webhooks"): {"url": "https://acme.example/hook"},
        ("PATCH", H): {"active": False, "events": ["saved"]},
        ("POST", "inbox/done"): {"section": "watching"},
        ("PATCH", "notifications/subscriptions"): {"subscriptions": []},
        ("PATCH", "account"): {"name": "Somebody Else"},
    }


def things(world: World) -> Mapping[str, Any]:
    """Name one thing of each kind, as the addresses ask for them."""
    hook = world.team.webhooks.get()
    return {
        **{name: world.things[name] for name in ("key", "number", "path", "thread", "comment")},
        "environment": "production",
        "rule": WAIVED,
        "request_id": world.things["request_key"],
        "share": world.things["share_key"],
        "link": world.things["link_key"],
        "token_key": world.things["token_key"],
        "slug": world.team.slug,
        "username": world.people["viewer"].username,
        "rule_key": world.team.approval_rules.get().pk,
        "webhook": hook.pk,
        "delivery": hook.deliveries.get().pk,
        "item": world.of_others["of"]["inbox-item"]["number"],
        "notification": world.of_others["of"]["notification"]["number"],
        "token": world.of_others["of"]["token-revoke"]["key"],
        "name": "small-team",
    }


@pytest.fixture
def world(world: World, record_key: Path) -> World:
    """Return a configuration with all that can hang on it, on a server that signs records."""
    return world


class Program:
    """A program that asks, with a token if there is one; what it did is undone."""

    def __init__(self, world: World, secret: str) -> None:
        self.things = things(world)
        self.bodies = bodies(world)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def ask(self, row: list[str]) -> int:
        """Send the request of a row, and return the status that came back."""
        method, address, *_ = row
        sent: dict[str, Any] = {}
        if address in PLANS and method in ("POST", "PUT"):
            sent = {"data": PLAN, "content_type": "application/yaml"}
        elif method != "GET":
            body = self.bodies.get((method, address), {})
            sent = {"data": json.dumps(body), "content_type": "application/json"}
        with transaction.atomic():
            client = Client(enforce_csrf_checks=True)
            query = next((QUERIES[start] for start in QUERIES if address.endswith(start)), "")
            path = f"/api/v1/{address}{query}".format(**self.things)
            answer = client.generic(method, path, headers=self.headers, **sent)
            transaction.set_rollback(True)
        return int(answer.status_code)


def secret_of(world: World, visitor: str, scope: str) -> str:
    person = world.people.get(visitor)
    return tokens.create(person, "A program", scope, None).secret if person else ""


def test_every_address_of_the_api_is_in_the_table() -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1/"))
        for path, methods in api.document["paths"].items()
        for method in methods
    }

    assert described == {(method, address) for method, address, *_ in ROWS}


# On PostgreSQL too, one visitor asks for all: the queries are the same for each.
@pytest.mark.parametrize(
    "visitor", [pytest.param(VISITORS[0], marks=pytest.mark.postgres), *VISITORS[1:]]
)
def test_a_token_does_what_its_person_may(world: World, visitor: str) -> None:
    program = Program(world, secret_of(world, visitor, "write"))
    at = VISITORS.index(visitor) + 2

    answered = {(row[0], row[1]): program.ask(row) for row in ROWS}

    assert answered == {(row[0], row[1]): int(row[at]) for row in ROWS}


# What the scope refuses, it refuses before anybody asks what the person may.
@pytest.mark.parametrize("visitor", ["owner", "stranger"])
def test_a_token_that_only_reads_saves_nothing(world: World, visitor: str) -> None:
    program = Program(world, secret_of(world, visitor, "read"))
    saving = [row for row in ROWS if row[0] != "GET" and row[1] not in HARMLESS]

    assert {program.ask(row) for row in saving} == {403}


def test_a_link_opens_nothing_for_programs(world: World) -> None:
    client = world.visitor("r-link")

    answer = client.get(f"/api/v1/configurations/{world.configuration.pk}")

    assert answer.status_code == 401


def test_being_signed_in_opens_nothing_for_programs(world: World) -> None:
    assert world.visitor("owner").get("/api/v1/configurations").status_code == 401
