"""What looks like a secret, and what is no text, in each member of each body: it is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db import transaction
from django.test import Client

from configurator.api.site import api
from configurator.models import User
from configurator.services import tokens
from tests.web import test_table_of_the_api as table
from tests.web.world import World

SURROGATE = "\ud800"  # no database and no answer can hold it
# The second is the name of an environment and of much else.
SECRETS = ("ghp_" + "qA7sD2fG5hJ8kL3zX6cV9bN4mQ1wE7rT2yU5", "pul-" + "9f86d081884c7d659a2f" * 2)
CHOICES = ("metadata.description", "operations.settings")
# What the owner of the configuration may not do: they wrote it.
REVIEWED = f"{table.C}/comments"


def shapes(described: dict[str, Any]) -> Iterator[Any]:
    """Yield secrets as the types of JSON that a member has; no other type is read at all."""
    kinds = {described.get("type"), *(kind.get("type") for kind in described.get("anyOf", ()))}
    for secret in (*SECRETS, SURROGATE):
        if kinds & {"string", None}:
            yield from (secret, f"See\n{secret}")
        if kinds & {"array", None}:
            yield from ([secret], [{"A": secret}])
        if kinds & {"object", None}:
            yield from ({secret: 1}, {"A": secret})


def bodies(world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each body that the API takes, with a secret in each of its members in turn."""
    valid = table.bodies(world)
    for path, methods in api.document["paths"].items():
        for method, described in methods.items():
            content = described.get("requestBody", {}).get("content", {})
            reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            schema = api.document["components"]["schemas"].get(reference.rpartition("/")[2], {})
            address = (method.upper(), path.removeprefix("/api/v1/"))
            for member, kind in schema.get("properties", {}).items():
                for value in shapes(kind):
                    yield (*address, {**valid.get(address, {}), member: value})
    suggestion = {"about": "choice", "body": "Please."}
    for choice, value in product(CHOICES, shapes({})):
        yield ("POST", f"{table.R}/threads", {**suggestion, "path": choice, "suggestion": value})


@pytest.fixture
def written(db: None) -> Iterator[list[str]]:
    """Note the values of every statement that writes."""
    values: list[str] = []

    def note(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("SELECT"):
            values.append(repr(parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield values


def test_no_member_of_a_body_writes_a_secret_or_breaks_the_server(
    record_key: Path, written: list[str]
) -> None:
    world = World()
    token = {
        name: tokens.create(world.people[name], name, "write", None).secret
        for name in ("owner", "reviewer")
    }
    things, wrote, sent = table.things(world), set(), list(bodies(world))

    for method, path, body in sent:
        person = token["reviewer" if path.startswith((table.R, REVIEWED)) else "owner"]
        headers = {"Authorization": f"Bearer {person}", "Idempotency-Key": SECRETS[0]}
        address = f"/api/v1/{path}".format(**things)
        written.clear()
        with transaction.atomic():
            answer = Client(headers=headers).generic(
                method, address, json.dumps(body), "application/json"
            )
            transaction.set_rollback(True)
        assert answer.status_code < 500, (method, path, body)
        if any(secret in values for secret in SECRETS for values in written):
            wrote.add((method, path, json.dumps(body)))

    assert len(sent) > 150
    assert not wrote


@pytest.mark.parametrize(
    "body",
    [{f"name-{at}": at for at in range(60_000)}, {"name": [*range(100_000)]}],
    ids=["members", "entries"],
)
def test_a_body_of_very_many_values_is_refused_in_few_words(
    author: User, body: dict[str, Any]
) -> None:
    token = tokens.create(author, "A program", "write", None).secret

    answer = Client(headers={"Authorization": f"Bearer {token}"}).post(
        "/api/v1/teams", body, content_type="application/json"
    )

    assert answer.status_code == 422
    assert "more than 5000 values" in answer.json()["parameters"][0]["message"]
    assert len(answer.content) < 1000
