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


def pages(client: Client, world: World) -> list[str]:
    """Read every page that somebody gets to see of a configuration."""
    answers = [client.get(address(route, world.things)) for route in PLACES.values()]
    readable = [answer for answer in answers if answer.status_code == 200]
    assert len(readable) > 5
    texts = [answer for answer in readable if answer.headers["Content-Type"] != "application/zip"]
    return [answer.content.decode() for answer in texts]


OF_THE_DRAFT = ("only-in-the-draft",)
OF_OTHERS = ("acme-viewer", "acme-editor", "@acme.example")
OF_EARLIER_REVISIONS = (
    *("First version.", "With two warnings.", "Seen by the owner."),
    *("since revision", "/r/1/", "/r/2/"),
)
HIDDEN = {
    "reviewer": OF_THE_DRAFT,
    "viewer": OF_THE_DRAFT,
    "r-link": OF_THE_DRAFT + OF_OTHERS,
    "v-link": OF_THE_DRAFT + OF_OTHERS,
    "p-link": OF_THE_DRAFT + OF_OTHERS + OF_EARLIER_REVISIONS,
}


@pytest.mark.parametrize("visitor", HIDDEN)
def test_no_reader_hears_of_what_is_not_for_them(world: World, visitor: str) -> None:
    draft = Configuration.objects.get(pk=world.configuration.pk)
    texts = {
        "metadata.description": "only-in-the-draft",
        "redis.host": "only-in-the-draft.acme.com",
    }
    draft.take(generators.revised(draft.plan, texts), {"ingress.hosts.api": "only-in-the-draft!"})
    draft.version += 1
    draft.save()

    read = pages(world.visitor(visitor), world)

    assert not [secret for secret in HIDDEN[visitor] for text in read if secret in text]


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


# The three read their sides in one place: one is asked by all, the others by each kind of reader.
@pytest.mark.parametrize(
    ("page", "visitors"),
    [
        ("compare-patch", tuple(SEES)),
        ("compare", ("viewer", "p-link", "stranger")),
        ("compare-release-notes", ("r-link", "p-link", "nobody")),
    ],
)
def test_a_comparison_shows_no_side_that_its_reader_may_not_see(
    world: World, page: str, visitors: tuple[str, ...]
) -> None:
    key = world.configuration.pk
    clients = {visitor: world.visitor(visitor) for visitor in visitors}

    seen = {
        visitor: {side for side in SIDES if against(client, page, f"{key}:{side}", f"{key}:{side}")}
        for visitor, client in clients.items()
    }

    assert seen == {visitor: SEES[visitor] for visitor in visitors}


@pytest.mark.parametrize("page", ["compare", "compare-patch", "compare-release-notes"])
def test_one_side_opens_no_other(world: World, page: str) -> None:
    client, key = world.visitor("p-link"), world.configuration.pk

    for side in set(SIDES) - SEES["p-link"]:
        assert not against(client, page, f"{key}:3", f"{key}:{side}")
        assert not against(client, page, f"{key}:{side}", f"{key}:3")


def against(client: Client, page: str, left: str, right: str) -> bool:
    """Tell whether somebody gets to see two sides against each other."""
    return client.get(reverse(page), {"left": left, "right": right}).status_code == 200
