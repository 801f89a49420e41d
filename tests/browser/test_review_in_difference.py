"""A reviewer reviews in the comparison, without leaving it, and submits everything at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Event
from configurator.services import drafts
from configurator.services import revisions
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator
    from playwright.sync_api import Page

    from configurator.models import User


@pytest.fixture
def changed(author: User, reviewer: User) -> Configuration:
    """Return a configuration whose second revision has more replicas, shared with the reviewer."""
    key = drafts.create(Visitor(author), generators.recommended()).pk
    revisions.save(key, author)
    draft = Configuration.objects.get(pk=key)
    draft.shares.create(person=reviewer, role="reviewer", by=author)
    draft.replace(generators.revised(draft.plan, {"scaling.backend.replicas": 4}), writer=author)
    draft.save()
    revisions.save(key, author)
    return draft


def add_to_review(form: Locator, text: str) -> None:
    """Fill a form, and add the comment to the pending review."""
    form.get_by_label("Comment", exact=True).fill(text)
    form.locator("button[name=pending]").press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_difference_is_reviewed_by_keyboard(
    opened: Callable[..., Page], changed: Configuration, reviewer: User, *, javascript: bool
) -> None:
    page = opened(reviewer, javascript=javascript)
    comparison = f"/compare/?left={changed.pk}:1&right={changed.pk}:2"
    page.goto(comparison)

    page.get_by_role("link", name="Comment on Backend: Replicas", exact=True).press("Enter")
    add_to_review(page.locator("form.comment-form:visible").last, "Why four?")
    page.locator(".comment", has_text="Why four?").wait_for()
    assert "/compare/" in page.url
    page.locator(".diff .removed .n a:visible").first.press("Enter")
    add_to_review(page.locator("form.comment-form:visible").last, "Of the old line")
    page.locator(".comment", has_text="Of the old line").wait_for()
    assert "/compare/" in page.url
    page.locator("#pending-review", has_text="2 comments").wait_for()
    assert not javascript or not barriers(page)
    page.get_by_role("link", name="Submit review").press("Enter")
    page.get_by_label("Request changes").check()
    page.get_by_role("button", name="Submit review").press("Enter")
    page.get_by_text("Published with it: 2 comments.").wait_for()

    verbs = Event.objects.filter(actor=reviewer).values_list("verb", flat=True)
    assert list(verbs) == ["requested-changes"]


def test_a_revision_is_told_on_one_screen(
    opened: Callable[..., Page], changed: Configuration, reviewer: User
) -> None:
    page = opened(reviewer, viewport={"width": 1280, "height": 900})
    page.goto(f"/c/{changed.pk}/r/2/")
    glance = page.locator(".glance")

    for words in (
        "Backend: Replicas: 3 → 4",
        "0 of 1",
        "0 open",
        "4.02 cores",
        "author 14",
        "files",
    ):
        assert words in glance.inner_text(), words
    box = glance.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 900
    assert not barriers(page)
