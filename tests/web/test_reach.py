"""What a page tells those who may see it: never of what they may not see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

import generators
from configurator.models import Configuration
from tests.web.world import World
from tests.web.world import address
from tests.web.world import routes

PLACES = routes("c/<uuid:key>/")
READERS = ("reviewer", "viewer", "r-link", "v-link", "p-link")
LINKS = ("r-link", "v-link", "p-link")


@pytest.fixture
def world(db: None) -> World:
    """Return a configuration with all that can hang on it."""
    return World()


def pages(client: Client, world: World) -> list[str]:
    """Read every page that somebody gets to see of a configuration."""
    answers = [client.get(address(route, world.things)) for route in PLACES.values()]
    readable = [answer for answer in answers if answer.status_code == 200]
    assert len(readable) > 5
    texts = [answer for answer in readable if answer.headers["Content-Type"] != "application/zip"]
    return [answer.content.decode() for answer in texts]


@pytest.mark.parametrize("visitor", READERS)
def test_no_reader_hears_of_the_draft(world: World, visitor: str) -> None:
    draft = Configuration.objects.get(pk=world.configuration.pk)
    texts = {
        "metadata.description": "Only in the draft.",
        "redis.host": "only-in-the-draft.acme.com",
    }
    draft.take(generators.revised(draft.plan, texts), {"ingress.hosts.api": "only in the draft"})
    draft.version += 1
    draft.save()

    read = pages(world.visitor(visitor), world)

    assert not [text for text in read if "only-in-the-draft" in text]


@pytest.mark.parametrize("visitor", LINKS)
def test_no_reader_by_a_link_hears_of_others_who_have_access(world: World, visitor: str) -> None:
    read = pages(world.visitor(visitor), world)

    for secret in ("acme-viewer", "acme-editor", "@acme.example"):
        assert not [text for text in read if secret in text]


OF_EARLIER_REVISIONS = (
    *("First version.", "With two warnings.", "Seen by the owner."),
    *("since revision", "/r/1/", "/r/2/"),
)


def test_a_pinned_link_tells_of_its_revision_only(world: World) -> None:
    read = pages(world.visitor("p-link"), world)

    for secret in OF_EARLIER_REVISIONS:
        assert not [text for text in read if secret in text]


SIDES = ("1", "2", "3", "latest", "approved", "draft", "1:today", "3:today")
SEES: dict[str, set[str]] = {
    "owner": set(SIDES),
    "editor": set(SIDES),
    "reviewer": set(SIDES) - {"draft"},
    "viewer": set(SIDES) - {"draft"},
    "r-link": set(SIDES) - {"draft"},
    "v-link": set(SIDES) - {"draft"},
    "p-link": {"3", "latest", "approved", "3:today"},
    "stranger": set(),
    "nobody": set(),
}


@pytest.mark.parametrize("page", ["compare", "compare-patch", "compare-release-notes"])
def test_a_comparison_shows_no_side_that_its_reader_may_not_see(world: World, page: str) -> None:
    key = world.configuration.pk
    clients = {visitor: world.visitor(visitor) for visitor in SEES}

    seen = {
        visitor: {side for side in SIDES if against(client, page, f"{key}:{side}", f"{key}:{side}")}
        for visitor, client in clients.items()
    }

    assert seen == SEES


@pytest.mark.parametrize("page", ["compare", "compare-patch", "compare-release-notes"])
def test_one_side_opens_no_other(world: World, page: str) -> None:
    client, key = world.visitor("p-link"), world.configuration.pk

    for side in set(SIDES) - SEES["p-link"]:
        assert not against(client, page, f"{key}:3", f"{key}:{side}")
        assert not against(client, page, f"{key}:{side}", f"{key}:3")


def against(client: Client, page: str, left: str, right: str) -> bool:
    """Tell whether somebody gets to see two sides against each other."""
    return client.get(reverse(page), {"left": left, "right": right}).status_code == 200
