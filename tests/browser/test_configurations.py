"""The list of configurations and what is done with one, as a person in a browser meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.services import configurations
from configurator.services import drafts
from configurator.services import revisions
from configurator.services import teams
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import User

PATHS = (
    *("/", "/configurations/", "/configurations/?q=nothing", "/configurations/deleted/"),
    *("c/", "c/rename/", "c/move/", "c/import/", "c/delete/", "c/r/1/restore/", "c/r/1/rationale/"),
    *("c/suggestions/", "c/pending-review/", "c/save/"),
    *("c/share/deploy-tokens/", "/teams/", "/teams/platform/", "/teams/platform/settings/"),
    *("/teams/platform/leave/", "/teams/platform/delete/"),
    *("/teams/platform/approval-rules/", "/teams/platform/audit-log/"),
)


@pytest.fixture
def urls(author: User) -> list[str]:
    """Return the URLs of a person with a team, a draft, a revision and something deleted."""
    teams.create("Platform", author)
    gone = drafts.start(Visitor(author))
    configurations.delete(key=gone.pk, person=author, now=timezone.now())
    key = drafts.create(Visitor(author), generators.recommended()).pk
    revisions.save(key, author, "First version.")
    configurations.rename(key=key, name="acme-eu", person=author)
    return [path.replace("c/", f"/c/{key}/", 1) if path[0] == "c" else path for path in PATHS]


def test_every_page_is_accessible(
    urls: list[str],
    author: User,
    opened: Callable[..., Page],
) -> None:
    page = opened(author)

    for url in urls:
        page.goto(url)
        assert not barriers(page)


def test_the_list_is_filtered_while_typing(author: User, opened: Callable[..., Page]) -> None:
    for name in ("acme-eu", "acme-us", "other"):
        plan = generators.revised(generators.recommended(), {"metadata.name": name})
        drafts.create(Visitor(author), plan)
    page = opened(author)
    page.goto("/configurations/")

    page.get_by_label("Search").press_sequentially("acme us")

    page.locator("#result-count").get_by_text("1 configuration on this page.").wait_for()
    assert page.locator("#results tbody a").all_text_contents() == ["acme-us"]
    assert "q=acme%20us" in page.url
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_configuration_is_deleted_and_restored_without_javascript(
    author: User, opened: Callable[..., Page]
) -> None:
    key = drafts.create(Visitor(author), generators.recommended()).pk
    page = opened(author, javascript=False)
    page.goto(f"/c/{key}/")

    page.get_by_role("link", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete this draft").click()
    page.get_by_role("button", name="Restore").click()

    assert page.url.endswith(f"/c/{key}/")
    assert Configuration.objects.get().deleted is None
