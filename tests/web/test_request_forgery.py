"""Forms that another site sends with the cookies of a visitor, to each address of ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLResolver
from django.urls import get_resolver

from configurator.models import User
from tests.web import test_table_of_the_api as table
from tests.web.world import World
from tests.web.world import address
from tests.web.world import routes

TOKEN = "c" * 32
FOREIGN = "https://evil.example"
OURS = "https://testserver"
SENT = {"csrfmiddlewaretoken": TOKEN}
# What a request of another site has: no token, or ours beside a name that is not ours.
FORGED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "no token": ({}, {"Origin": OURS}),
    "a foreign origin": (SENT, {"Origin": FOREIGN, "Referer": f"{OURS}/"}),
    "a foreign referer": (SENT, {"Referer": f"{FOREIGN}/{OURS}/"}),
}
# Git sends no form: a token alone opens its addresses, and no cookie does.
GIT = {"git-references", "git-upload-pack", "git-receive-pack"}
VALUE = re.compile(r"<[^>]*>|\(\?P<[^>]*>[^)]*\)")


def of_libraries(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """List the addresses of Django's and allauth's pages, each with some value in its place."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if not isinstance(entry, URLResolver):
            yield from ["/" + VALUE.sub("1", pattern).translate({94: "", 36: ""})] if before else []
        elif entry.app_name != "ninja":
            yield from of_libraries(entry, pattern)


def rows() -> dict[str, list[str]]:
    """Write down every row of the database but those of sessions."""
    models = [model for model in apps.get_models() if model is not Session]
    return {
        model.__name__: sorted(map(repr, model._default_manager.values_list())) for model in models
    }


@pytest.fixture
def world(db: None, record_key: Path, caplog: pytest.LogCaptureFixture) -> World:
    """Return a configuration with all that can hang on it, whose owner may do anything."""
    caplog.set_level(logging.CRITICAL, "django")
    made = World()
    owner = made.people["owner"]
    User.objects.filter(pk=owner.pk).update(is_staff=True, is_superuser=True)
    owner.refresh_from_db()
    return made


@pytest.mark.parametrize("forged", FORGED)
def test_no_address_takes_a_form_of_another_site(world: World, forged: str) -> None:
    sent, headers = FORGED[forged]
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["owner"])
    client.cookies["configurator-csrf"] = TOKEN
    things: dict[str, Any] = {**world.of_others, **world.of_the_team, **world.things}
    things["of"] = world.of_others["of"] | world.of_the_team["of"] | world.things["of"]
    own = {address(route, things) for name, route in routes("").items() if name not in GIT}
    before = rows()

    answered = {
        path: client.post(path, sent, headers=headers, secure=True).status_code
        for path in sorted({*own, *of_libraries()})
    }

    assert {path: status for path, status in answered.items() if status != 403} == {}
    assert len(answered) > 200
    assert rows() == before


def test_a_cookie_opens_no_address_of_the_api(world: World) -> None:
    client, things = world.visitor("owner"), table.things(world)
    before = rows()

    answered = {
        client.generic(method, f"/api/v1/{path}".format(**things)).status_code
        for method, path, *_ in table.ROWS
    }

    assert answered == {401}
    assert rows() == before
