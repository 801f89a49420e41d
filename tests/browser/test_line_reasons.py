"""Why a line is there, wherever a line is shown: by hover, by focus and by tap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import generators
from configurator import access
from configurator.access import Visitor
from configurator.comments.discussion import Discussion
from configurator.comments.subject import line_subject
from configurator.services import drafts
from configurator.services import revisions
from configurator.services import threads
from tests.browser.barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import User

FILE = "base/backend-deployment.yaml"
FLOW = "scaling.backend.longestFlowSeconds"
GRACE = "      terminationGracePeriodSeconds: 245"
ADDED = ".diff .added a[href*='backend-dep']"
# Where a line of the file is shown, and the number of the line on that page.
SHOWN_AT = {
    "preview": ("/c/{key}/preview/", f".diff td.n a[href*='{FILE}']"),
    "file": (f"/c/{{key}}/files/{FILE}", "#L{line} > a"),
    "revision": (f"/c/{{key}}/r/2/files/{FILE}", "#L{line} > a"),
    "comparison": ("/compare/?left={key}:1&right={key}:2", ADDED),
    "difference": ("/compare/?left={key}:2&right={key}:draft", ADDED),
    "review": ("/c/{key}/r/2/threads/{thread}/", ".quoted .selected > a"),
}
# The reason of a line of a file comes with the file, elsewhere it is asked for.
REASON = ".line .why:visible, #why-line > p:first-child"


@pytest.fixture
def reviewed(author: User) -> dict[str, object]:
    """Return a configuration whose longest flow changes twice, with a pending comment on it."""
    draft = drafts.create(Visitor(author), generators.recommended())
    revisions.save(draft.pk, author)
    for seconds in (200, 240):
        draft.refresh_from_db()
        draft.replace(generators.revised(draft.plan, {FLOW: seconds}), writer=author)
        draft.save()
        if seconds == 200:
            revisions.save(draft.pk, author)
    grant = access.find(Visitor(author), draft.pk)
    content = generators.bundle(generators.revised(draft.plan, {FLOW: 200})).file(FILE).text
    line = content.splitlines().index(GRACE) + 1
    subject = line_subject(Discussion(grant, grant.revision(2)).anchors, FILE, str(line))
    assert subject
    comment = threads.start(grant, grant.revision(2), subject, "Why so long?", pending=True)
    return {"key": draft.pk, "line": line, "thread": comment.thread_id}


@pytest.mark.parametrize("where_shown", SHOWN_AT)
def test_the_reason_of_a_line_is_shown_by_hover_focus_and_tap(
    opened: Callable[..., Page], author: User, reviewed: dict[str, object], where_shown: str
) -> None:
    address, number = (part.format(**reviewed) for part in SHOWN_AT[where_shown])
    page, plain = opened(author, has_touch=True), opened(author, javascript=False)
    page.goto(address, wait_until="networkidle")
    link, reason = page.locator(number).first, page.locator(REASON)

    link.hover()
    reason.get_by_text(FLOW).first.wait_for()
    page.mouse.move(0, 0)
    reason.wait_for(state="hidden")
    link.focus()
    reason.get_by_text(FLOW).first.wait_for()
    assert where_shown != "preview" or not barriers(page)
    link.tap()
    page.locator(".reason, .comment-here").get_by_text(FLOW).first.wait_for()

    plain.goto(address)
    plain.locator(number).first.click()
    assert FLOW in plain.locator(".reason").inner_text()
