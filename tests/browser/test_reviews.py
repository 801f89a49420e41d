"""An author and a reviewer, each in their own browser: from saving to a verified zip."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

import generators
from configurator.access import Visitor
from configurator.services import drafts
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from configurator.models import Configuration
    from configurator.models import User

RULE = "Load test missing"


@pytest.fixture
def drafted(author: User) -> Configuration:
    """Return a draft of the author's that has a warning, and that nobody saved yet."""
    plan = generators.revised(generators.recommended(), {"operations.loadTested": False})
    return drafts.create(Visitor(author), plan)


def save_and_ask(page: Page, key: object) -> None:
    """Save the draft, and ask the reviewer for a review."""
    page.goto(f"/c/{key}/save/")
    page.get_by_label("Note").fill("For the soft launch.")
    page.get_by_role("button", name="Save as revision 1").click()
    page.get_by_role("link", name="Request a review").click()
    page.get_by_label("People").fill("reviewer")
    page.get_by_role("button", name="Request a review").click()
    page.get_by_text("Review requested from reviewer.").wait_for()


def waive(page: Page, key: object) -> None:
    """Waive the warning, which makes revision 2."""
    page.goto(f"/c/{key}/r/1/")
    page.get_by_text("Waive a warning").click()
    page.get_by_role("link", name=f"Waive {RULE}").click()
    page.get_by_label("Reason").fill("A soft launch for forty people.")
    page.get_by_label("Owner").fill("Platform team")
    page.get_by_role("button", name="Waive and save").click()
    page.get_by_role("heading", name="Revision 2").wait_for()


def approve(page: Page) -> None:
    """Approve the revision that the page shows; the form is open, as the reviewer was asked."""
    page.get_by_role("radio", name="Approve").check()
    page.get_by_role("textbox", name="Comment").fill("Good **now**.")
    page.get_by_role("button", name="Submit review").click()
    approval = page.get_by_text("You approved revision 2.")
    approval.wait_for()
    expect(approval).to_be_in_viewport()


def downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the bundle").click()
    download.value.save_as(folder)
    return folder


def verified(page: Page, zipped: Path) -> str:
    page.goto("/verify/")
    page.get_by_label("The zip or tar of a bundle").set_input_files(zipped)
    page.get_by_role("button", name="Verify").click()
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_saving_to_a_verified_zip(
    opened: Callable[..., Page],
    drafted: Configuration,
    author: User,
    reviewer: User,
    tmp_path: Path,
    *,
    javascript: bool,
) -> None:
    page, other = (opened(person, javascript=javascript) for person in (author, reviewer))

    save_and_ask(page, drafted.pk)
    waive(other, drafted.pk)
    approve(other)
    page.goto(f"/c/{drafted.pk}/r/2/")

    assert page.locator("h1").inner_text().split() == ["Revision", "2", "Approved"]
    zipped = downloaded(page, tmp_path / "acme.zip")
    assert verified(page, zipped) == "acme.zip is approved."
    with ZipFile(zipped, "a") as archive:
        folder = archive.namelist()[0].partition("/")[0]
        archive.writestr(f"{folder}/base/further.yaml", "kind: Pod\n")
    assert "is not an approved bundle" in verified(page, zipped)


def test_no_page_of_a_review_keeps_anybody_out(
    opened: Callable[..., Page],
    drafted: Configuration,
    author: User,
    reviewer: User,
) -> None:
    asking = opened(author)
    save_and_ask(asking, drafted.pk)
    asking.goto(f"/c/{drafted.pk}/reviewers/")
    assert not barriers(asking)
    page = opened(reviewer)
    waive(page, drafted.pk)
    approve(page)

    places = ["r/1/", "r/2/", "r/2/unwaive/load-test-missing/", "r/1/waive/load-test-missing/"]
    for path in (*(f"/c/{drafted.pk}/{ending}" for ending in places), "/verify/"):
        page.goto(path)
        page.evaluate(
            "document.querySelectorAll('.review-summary details').forEach(e => { e.open = true })"
        )
        assert not barriers(page)
