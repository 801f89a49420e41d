"""An author and a reviewer discuss a revision, each in their own browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import generators
from configurator import access
from configurator.access import Visitor
from configurator.comments.discussion import Discussion
from configurator.comments.subject import find_subject
from configurator.models import Configuration
from configurator.models import Share
from configurator.services import drafts
from configurator.services import revisions
from configurator.services import threads
from tests.browser.barriers import barriers
from tests.web.comments.test_markdown import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import User

FILE = "base/backend-deployment.yaml"


@pytest.fixture
def discussed(author: User, reviewer: User) -> Configuration:
    """Return a configuration with a finding, saved by the author and shared with the reviewer."""
    plan = generators.revised(generators.recommended(), {"operations.networkPolicies": False})
    key = drafts.create(Visitor(author), plan).pk
    revisions.save(key, author)
    saved = Configuration.objects.get(pk=key)
    Share.objects.create(configuration=saved, person=reviewer, role="reviewer", by=author)
    return saved


def comment(page: Page, text: str, send: str = "Comment") -> None:
    """Fill the open form, and send it."""
    form = page.locator("form.comment-form:visible").last
    form.get_by_label("Comment").fill(text)
    form.get_by_role("button", name=send, exact=True).click()
    page.locator(".comment", has_text=text).wait_for()


def comment_everywhere(page: Page, top: str) -> None:
    """Comment on a choice, a line, a finding and the whole, each from where it is shown."""
    page.goto(f"{top}choices/")
    page.get_by_role("link", name="Comment on Backend: Replicas").click()
    comment(page, "Four, please")
    page.goto(f"{top}files/{FILE}")
    page.locator("#L12 > a").click()
    comment(page, "Why this label")
    page.goto(top)
    page.get_by_role("link", name="Comment on Network policies are disabled").click()
    comment(page, "Turn them on")
    page.goto(f"{top}discussion/")
    comment(page, "Nearly there")


def answer_and_resolve(page: Page, top: str) -> None:
    """Answer the thread about the choice, and resolve the one about the finding."""
    page.goto(f"{top}discussion/")
    thread = page.locator(".thread", has_text="Four, please")
    thread.get_by_text("Reply", exact=True).first.click()
    thread.get_by_label("Comment").fill("Done in the next one")
    thread.get_by_role("button", name="Reply", exact=True).click()
    page.locator(".comment", has_text="Done in the next one").wait_for()
    page.locator(".thread", has_text="Turn them on").get_by_role("button", name="Resolve").click()
    page.get_by_text("Thread resolved.").wait_for()


def revise(configuration: Configuration, author: User) -> None:
    """Do what the reviewer asked for, in a second revision."""
    draft = Configuration.objects.get(pk=configuration.pk)
    changes = {"scaling.backend.replicas": 4, "operations.networkPolicies": True}
    draft.take(generators.revised(draft.plan, changes), {})
    draft.version += 1
    draft.save()
    revisions.save(draft.pk, author)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_revision_is_discussed_until_its_threads_are_outdated(
    opened: Callable[..., Page],
    discussed: Configuration,
    author: User,
    reviewer: User,
    *,
    javascript: bool,
) -> None:
    page, other = (opened(person, javascript=javascript) for person in (author, reviewer))
    top = f"/c/{discussed.pk}/r/"

    comment_everywhere(other, f"{top}1/")
    answer_and_resolve(page, f"{top}1/")
    revise(discussed, author)

    other.goto(f"{top}2/discussion/")
    threads = {
        words: other.locator(".thread", has_text=words) for words in ("Four", "Turn", "label")
    }
    assert "changed since revision 2" in threads["Four"].inner_text()
    assert "resolved since revision 2" in threads["Turn"].inner_text()
    assert "Outdated" not in threads["label"].inner_text()


def test_nothing_in_a_comment_runs(
    opened: Callable[..., Page], discussed: Configuration, reviewer: User
) -> None:
    page = opened(reviewer)
    noticed: list[str] = []
    page.on("dialog", lambda event: noticed.append(str(event)))
    page.on("console", lambda event: noticed.append(str(event)))
    page.on("pageerror", lambda event: noticed.append(str(event)))

    page.goto(f"/c/{discussed.pk}/r/1/discussion/")
    form = page.locator("form.comment-form:visible").last
    form.get_by_label("Comment").fill("\n\n".join(text.replace("\0", "") for text in HOSTILE))
    form.get_by_role("button", name="Comment", exact=True).click()
    page.locator(".comment", has_text="alert(1)").wait_for()

    assert noticed == []
    assert (
        page.locator(".comment .markdown :is(script, img, svg, iframe, form, style)").count() == 0
    )


@pytest.fixture
def with_threads(discussed: Configuration, author: User, reviewer: User) -> str:
    """Return the address of a revision with a thread of every kind."""
    grant = access.find(Visitor(reviewer), discussed.pk)
    revision = grant.revision(1)
    discussion = Discussion(grant, revision)
    paths = {"choice": "scaling.backend.replicas", "line": FILE, "whole": ""}
    for about, path in paths.items():
        subject = find_subject(discussion.anchors, {"about": about, "path": path, "line": "12"})
        assert subject
        body = "# Why?\n\n- `a`\n\n> b\n\n```\nc\n```"
        started = threads.start(grant, revision, subject, body)
        threads.set_resolved(grant, started.thread, resolved=about == "line")
    revise(discussed, author)
    return f"/c/{discussed.pk}/r/"


PAGES = (
    *("discussion/", "choices/?choice=scaling.backend.replicas", f"files/{FILE}?line=14", ""),
    *("threads/new/?about=choice&path=scaling.backend.replicas", "threads/{thread}/"),
    *("comments/{comment}/edit/", "comments/{comment}/delete/"),
)


def test_pages_with_comments_are_accessible(
    opened: Callable[..., Page], with_threads: str, reviewer: User
) -> None:
    page = opened(reviewer)
    last = reviewer.comments.latest("pk")

    for path in PAGES:
        page.goto(f"{with_threads}2/{path.format(thread=last.thread.pk, comment=last.pk)}")
        page.evaluate(
            "document.querySelectorAll('.thread details').forEach(e => { e.open = true })"
        )
        assert not barriers(page)


def test_pages_with_open_threads_are_accessible(
    opened: Callable[..., Page], with_threads: str, author: User
) -> None:
    page = opened(author)

    for path in ("", "choices/", "discussion/", f"files/{FILE}"):
        page.goto(f"{with_threads}1/{path}")
        assert not barriers(page)
