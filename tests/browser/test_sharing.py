"""A link from its maker's browser into that of somebody who has no account."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

import generators
from configurator.access import Visitor
from configurator.services import drafts
from configurator.services import revisions
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from configurator.models import Revision
    from configurator.models import User


@pytest.fixture
def revision(author: User) -> Revision:
    """Return the first revision of a configuration of the author's."""
    draft = drafts.create(Visitor(author), generators.recommended())
    return revisions.save(draft.pk, author, "First version.").revision


def make_link(page: Page, revision: Revision) -> str:
    """Fill in the form, and read the address that is shown this once."""
    page.goto(f"/c/{revision.configuration_id}/share/")
    page.get_by_label("Link name").fill("The night shift")
    page.get_by_role("button", name="Create the link").click()
    return page.locator("#link-url").inner_text()


def test_a_link_is_copied_and_opened_by_somebody_without_an_account(
    opened: Callable[..., Page], page: Page, author: User, revision: Revision, tmp_path: Path
) -> None:
    owner = opened(author, permissions=["clipboard-read", "clipboard-write"])
    address = make_link(owner, revision)
    owner.get_by_role("button", name="Copy").click()
    assert owner.evaluate("navigator.clipboard.readText()") == address

    page.goto(address)
    page.get_by_text("You have access through the link “The night shift”: read-only").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the bundle").click()
    download.value.save_as(tmp_path / "bundle.zip")

    digest = hashlib.sha256((tmp_path / "bundle.zip").read_bytes()).hexdigest()
    assert digest == revision.archive_id
    assert "/s/" not in page.evaluate("document.referrer")


def test_sharing_keeps_nobody_out(
    opened: Callable[..., Page],
    page: Page,
    author: User,
    revision: Revision,
) -> None:
    owner = opened(author, javascript=True)

    page.goto(make_link(owner, revision))

    for reader in (owner, page):
        assert not barriers(reader)


def test_no_button_is_shown_that_needs_javascript(
    author: User, revision: Revision, opened: Callable[..., Page]
) -> None:
    page = opened(author, javascript=False)

    page.goto(f"/c/{revision.configuration_id}/r/1/files/README.md")

    assert page.get_by_role("heading", name="README.md").is_visible()
    assert not page.get_by_role("button", name="Copy").count()
