"""Every address of the HTTP API, for everybody whose token may come: who gets what.

`read` and `write` are the scopes of a token; a token never does more than its person may.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

import generators
from configurator.api.site import api
from configurator.services import tokens
from tests.web.world import World

TABLE = """
method address                                        owner editor reviewer viewer stranger nobody
GET    configurations                                 200   200    200      200    200      401
POST   configurations                                 201   201    201      201    201      401
GET    configurations/{key}                           200   200    200      200    404      401
GET    configurations/{key}/revisions                 200   200    200      200    404      401
POST   configurations/{key}/revisions                 201   201    403      403    404      401
GET    configurations/{key}/revisions/{number}        200   200    200      200    404      401
GET    configurations/{key}/revisions/{number}/plan   200   200    200      200    404      401
GET    configurations/{key}/revisions/{number}/bundle.zip 200 200  200      200    404      401
GET    configurations/{key}/revisions/{number}/environments 200 200 200   200    404      401
GET    configurations/{key}/revisions/{number}/promotion 422 422 422      422    404      401
POST   configurations/{key}/promotions                422   422    403      403    404      401
GET    configurations/{key}/revisions/{number}/explain?file=plan.yaml&line=1 200 200 200 200 404 401
POST   explain?file=plan.yaml&line=1                  200   200    200      200    200      401
POST   validate                                       200   200    200      200    200      401
"""

SAVING_NOTHING = ("validate", "explain?file=plan.yaml&line=1")
(_, _, *VISITORS), *ROWS = [line.split() for line in TABLE.strip().splitlines()]
PLAN = generators.plan_yaml(generators.recommended()).encode()


@pytest.fixture
def world(db: None) -> World:
    """Return a configuration with all that can hang on it."""
    return World()


def ask(world: World, row: list[str], secret: str) -> int:
    """Ask as a program does, with a token if there is one; undo what it did."""
    method, address, *_ = row
    things = {"key": world.configuration.pk, "number": 3}
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    sent = {"data": PLAN, "content_type": "application/yaml"} if method == "POST" else {}
    with transaction.atomic():
        client = Client(enforce_csrf_checks=True)
        ask = getattr(client, method.lower())
        answer = ask(f"/api/v1/{address.format(**things)}", headers=headers, **sent)
        transaction.set_rollback(True)
    return int(answer.status_code)


def secret_of(world: World, visitor: str, scope: str) -> str:
    person = world.people.get(visitor)
    return tokens.create(person, "A program", scope, None).secret if person else ""


def test_every_address_of_the_api_is_in_the_table() -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1/"))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }

    assert described == {(method, address.partition("?")[0]) for method, address, *_ in ROWS}


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_token_does_what_its_person_may(world: World, visitor: str) -> None:
    secret = secret_of(world, visitor, "write")
    at = VISITORS.index(visitor) + 2

    answered = {(row[0], row[1]): ask(world, row, secret) for row in ROWS}

    assert answered == {(row[0], row[1]): int(row[at]) for row in ROWS}


@pytest.mark.parametrize("visitor", VISITORS[:-1])
def test_a_token_that_only_reads_saves_nothing(world: World, visitor: str) -> None:
    secret = secret_of(world, visitor, "read")
    saving = [row for row in ROWS if row[0] == "POST" and row[1] not in SAVING_NOTHING]

    assert {ask(world, row, secret) for row in saving} == {403}


def test_a_link_opens_nothing_for_programs(world: World) -> None:
    client = world.visitor("r-link")

    answer = client.get(f"/api/v1/configurations/{world.configuration.pk}")

    assert answer.status_code == 401


def test_being_signed_in_opens_nothing_for_programs(world: World) -> None:
    assert world.visitor("owner").get("/api/v1/configurations").status_code == 401
