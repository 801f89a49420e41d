"""What people are told, and what their programs are, as a person in a browser meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.utils import timezone

import generators
from configurator.access import Visitor
from configurator.events import log
from configurator.events import signatures
from configurator.models import Configuration
from configurator.models import Notification
from configurator.models import Verb
from configurator.models import Webhook
from configurator.services import drafts
from configurator.services import revisions
from configurator.services import teams
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import User

PATHS = (
    *("/inbox/", "/inbox/?section=done"),
    *("/notifications/", "/account/notifications/", "c/audit-log/", "c/audit-log/?verb=moved"),
    *("/teams/platform/webhooks/", "w/"),
)


@pytest.fixture
def hook(author: User) -> Webhook:
    """Return a webhook of a team of the author's, with one message of each fate."""
    team = teams.create("Platform", author)
    hook = Webhook.objects.create(
        team=team, url="https://hooks.acme.com/skillflaw", verbs=["approved"], by=author
    )
    fates: list[dict[str, Any]] = [
        {"attempts": 1, "status": 204, "delivered": timezone.now()},
        {"attempts": 6, "status": 500},
        {"attempts": 2, "problem": "The name cannot be resolved.", "next_try": timezone.now()},
        {"next_try": timezone.now()},
    ]
    for fate in fates:
        hook.deliveries.create(payload={"type": "configuration.approved", "data": {}}, **fate)
    return hook


@pytest.fixture
def configuration(author: User, reviewer: User) -> Configuration:
    """Return a configuration whose author is told of a verdict that they read, and of another."""
    key = drafts.create(Visitor(author), generators.recommended()).pk
    revisions.save(key, author, "First version.")
    moved = Configuration.objects.get(pk=key)
    log.record_event(moved, Verb.REQUESTED_CHANGES, reviewer, revision=1)
    Notification.objects.update(read=timezone.now())
    log.record_event(moved, Verb.APPROVED, reviewer, revision=1)
    return moved


@pytest.fixture
def places(hook: Webhook, configuration: Configuration) -> list[str]:
    """Return the addresses of what a person is told and may set about it."""
    ways = {"c/": f"/c/{configuration.pk}/", "w/": f"/teams/platform/webhooks/{hook.pk}/"}
    return [ways.get(path[:2], path[:2]) + path[2:] for path in PATHS]


def test_no_page_keeps_anybody_out(
    places: list[str],
    author: User,
    opened: Callable[..., Page],
) -> None:
    page = opened(author)

    for address in places:
        page.goto(address)
        assert not barriers(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_item_of_the_inbox_leads_to_the_revision_and_is_read(
    javascript: bool,
    configuration: Configuration,
    author: User,
    opened: Callable[..., Page],
) -> None:
    page = opened(author, javascript=javascript)
    page.goto("/")

    page.get_by_role("link", name="Inbox, 1 unread").click()
    page.get_by_text("reviewer approved revision 1").wait_for()
    page.get_by_role("link", name=f"Unread: {configuration.name}").click()

    page.get_by_role("heading", name="Revision 1").wait_for()
    assert page.get_by_role("link", name="Inbox", exact=True).is_visible()


def test_the_inbox_is_worked_off_with_three_keys(
    author: User, reviewer: User, opened: Callable[..., Page]
) -> None:
    for name in ("first", "second", "third"):
        plan = generators.revised(generators.recommended(), {"metadata.name": name})
        key = drafts.create(Visitor(author), plan).pk
        revisions.save(key, author)
        log.record_event(Configuration.objects.get(pk=key), Verb.APPROVED, reviewer, revision=1)
    page = opened(author)
    page.goto("/inbox/")
    names = page.locator("ul.inbox li > a")

    for pressed in "jjkj":
        page.keyboard.press(pressed)
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("e")
    page.wait_for_function("document.querySelectorAll('ul.inbox li').length === 2")
    following = page.evaluate("document.activeElement.textContent")

    assert focused == "Unread: second"
    assert following == "Unread: first"
    assert names.all_text_contents() == ["Unread: third", "Unread: first"]


def test_a_secret_is_shown_to_whoever_asks_for_it(
    hook: Webhook, author: User, opened: Callable[..., Page]
) -> None:
    page = opened(author)
    page.goto(f"/teams/platform/webhooks/{hook.pk}/")
    assert not page.get_by_text(signatures.secret(hook)).is_visible()

    page.get_by_text("Show the secret").click()

    assert page.get_by_text(signatures.secret(hook)).is_visible()
