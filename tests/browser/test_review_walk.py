"""From sign-up to approval: what a review costs its author and its reviewer.

`WALK=mouse,keyboard,plain` tries it by keyboard and without JavaScript too; the gate does not, as
other tests do both on each page of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core import mail

from configurator.events import email
from configurator.models import Configuration
from tests.browser.reviewing import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Locator

# In a pull request on GitHub, of one file that is edited there: 11 of the author and 17 of the
# reviewer, accounts not counted, and 5 e-mails. Here both also make an account, and the author a
# whole plan.
MOST_CLICKS = {"author": 12, "reviewer": 20}
MOST_MAILS = 4
ANSWERS = {
    "answers.backendImage": "ghcr.io/cwinux/skillflaw_backend:1.8.2",
    "answers.domain": "skillflaw.acme.com",
    "ingress.gateway.name": "public",
    "ingress.gateway.namespace": "gateway",
    "database.host": "skillflaw.db.acme.com",
    "redis.host": "cache.acme.com",
}


@pytest.fixture
def worker(chromium: Browser, live_server: Any) -> Iterator[Callable[[str], Worker]]:
    """Return the function that opens a browser of its own for somebody, on the front page."""
    contexts = []

    def opened(mode: str) -> Worker:
        context = chromium.new_context(
            base_url=live_server.url, java_script_enabled=mode != "plain"
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto("/")
        return Worker(page, keyboard=mode == "keyboard")

    yield opened
    for context in contexts:
        context.close()


def save_and_ask(author: Worker) -> None:
    """Start from a preset, answer, change a value, and save with a new account."""
    page = author.page
    author.press("button", "Start from API for other services")
    for path, answer in ANSWERS.items():
        author.fill(page.locator(f"input[name='{path}']"), answer)
    author.choose("Yes Nothing is installed yet.")
    leave_page(author)
    author.press_at(page.locator(".stages").get_by_role("link", name="Scaling"), "Scaling")
    author.fill(page.locator("input[name='scaling.backend.replicas']"), "4")
    leave_page(author)
    author.press_at(page.locator("nav.draft").get_by_role("link", name="Save"), "Save")
    author.press_at(page.locator("main").get_by_role("link", name="Sign up"), "Sign up")
    author.sign_up("anna")
    author.fill(page.get_by_label("Note"), "Four replicas for the launch.")
    author.fill(page.get_by_label("Request a review from"), "rita")
    author.press("button", "Save as revision 1")
    page.get_by_text("Review requested from rita.").wait_for()


def leave_page(author: Worker) -> None:
    """Save a page of questions, which does that by itself where it runs JavaScript."""
    if not author.page.evaluate("'htmx' in window"):
        author.press("button", "Save draft")


def request_changes(reviewer: Worker) -> None:
    """Comment on a choice and on two lines of the comparison, and submit all with a decision."""
    page = reviewer.page
    open_item(reviewer)
    reviewer.press("link", "Changes since the preset")
    replicas = page.get_by_role("link", name="Comment on Backend: Replicas", exact=True)
    reviewer.comment(replicas, "Three are enough.", "3")
    for number, text in enumerate(("Is this line right?", "And this one?")):
        reviewer.comment(changed_lines(reviewer).nth(number), text)
        assert "/compare/" in page.url
    reviewer.press_at(page.get_by_role("link", name="Submit review"), "Submit review")
    reviewer.choose("Request changes")
    reviewer.press("button", "Submit review")
    page.get_by_text("Published with it: 3 comments.").wait_for()


def changed_lines(reviewer: Worker) -> Locator:
    return reviewer.page.locator(".diff .added .n a:visible")


def take_and_save(author: Worker) -> None:
    """See that changes are requested, take the suggestion, and save, which asks again."""
    open_item(author)
    author.page.get_by_text("changes requested by rita").wait_for()
    author.press("link", "1 suggestion to take")
    author.press("button", "Take into the draft")
    author.page.get_by_text("Asked for a review again: rita.").wait_for()
    author.press("button", "Save as revision 2")
    author.page.get_by_role("heading", name="Revision 2").wait_for()


def approve(reviewer: Worker) -> None:
    """Read what is open, and approve all the same."""
    open_item(reviewer)
    reviewer.page.get_by_text("2 threads open.").wait_for()
    reviewer.choose("Approve:")
    reviewer.choose("Approve all the same")
    reviewer.press("button", "Submit review")
    reviewer.page.get_by_text("You approved revision 2.").wait_for()


def open_item(worker: Worker) -> None:
    """Open the configuration from the inbox."""
    worker.press_at(worker.page.get_by_role("link", name="Inbox"), "Inbox")
    worker.press_at(worker.page.locator("ul.inbox a").first, "the item")


@pytest.mark.parametrize("mode", os.environ.get("WALK", "mouse").split(","))
def test_a_review_stays_within_its_clicks_and_mails(
    worker: Callable[[str], Worker], mode: str
) -> None:
    author, reviewer = worker(mode), worker(mode)

    reviewer.press("link", "Sign up")
    reviewer.sign_up("rita")
    save_and_ask(author)
    request_changes(reviewer)
    take_and_save(author)
    approve(reviewer)
    email.deliver()

    assert Configuration.objects.get().state == "approved"
    assert len(mail.outbox) <= MOST_MAILS, [sent.subject for sent in mail.outbox]
    if mode == "mouse":
        assert author.clicks <= MOST_CLICKS["author"], author.steps
        assert reviewer.clicks <= MOST_CLICKS["reviewer"], reviewer.steps
    if "WALK" in os.environ:
        for name, person in {"author": author, "reviewer": reviewer}.items():
            cost = (mode, name, person.clicks, person.fields, person.keys, person.steps)
            print(*cost)  # noqa: T201 - for whoever walks by hand
        print([(sent.to, sent.subject) for sent in mail.outbox])  # noqa: T201 - as above
