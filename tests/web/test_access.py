from __future__ import annotations

from typing import cast

import pytest
from django.test import Client
from django.urls import URLPattern

from configurator.models import Configuration
from configurator.urls import urlpatterns

pytestmark = pytest.mark.postgres

EVERYWHERE = [str(url.pattern) for url in cast("list[URLPattern]", urlpatterns)]
# A repository asks anybody without a token for one, whether it exists or not.
OF_A_DRAFT = [url for url in EVERYWHERE if "<uuid:key>" in url and not url.startswith("git/")]


def address(pattern: str, draft: Configuration) -> str:
    known = {"<uuid:key>": str(draft.pk), "<slug:slug>": "redis", "<path:place>": "README.md"}
    known |= {"<int:number>": "1", "<int:request_key>": "1", "<slug:rule>": "redis-missing"}
    for part, value in known.items():
        pattern = pattern.replace(part, value)
    return f"/{pattern}"


@pytest.mark.parametrize("pattern", OF_A_DRAFT)
@pytest.mark.parametrize("method", ["get", "post"])
def test_one_persons_draft_is_not_found_by_another(
    pattern: str, method: str, draft: Configuration, stranger: Client
) -> None:
    stranger.post("/start/")

    answer = getattr(stranger, method)(address(pattern, draft))

    # A view that takes no such method says so before it looks for anything.
    assert answer.status_code in (404, 405)
    assert Configuration.objects.filter(pk=draft.pk).exists()


def test_a_newcomer_finds_no_draft_either(draft: Configuration) -> None:
    answer = Client().get(f"/c/{draft.pk}/redis/")

    assert answer.status_code == 404


def test_the_list_shows_ones_own_drafts_only(
    draft: Configuration, engineer: Client, stranger: Client
) -> None:
    assert str(draft.pk) in engineer.get("/").content.decode()
    assert str(draft.pk) not in stranger.get("/").content.decode()


def test_a_draft_outlives_a_new_session_key(draft: Configuration, engineer: Client) -> None:
    session = engineer.session
    session.cycle_key()
    engineer.cookies["configurator"] = str(session.session_key)

    assert engineer.get(f"/c/{draft.pk}/redis/").status_code == 200


def test_looking_around_makes_no_session(db: None) -> None:
    newcomer = Client()

    for path in ("/", "/rules/", "/guide/", "/healthz"):
        newcomer.get(path)

    assert "configurator" not in newcomer.cookies
