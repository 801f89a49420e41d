from __future__ import annotations

import pytest

from configurator.models import Comment
from configurator.models import Event
from configurator.models import User
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import Participant

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("about", SUBJECTS)
def test_a_reviewer_starts_a_thread_and_sees_it_beside_its_subject(
    about: str, reviewing: Participant
) -> None:
    path, home = SUBJECTS[about]

    answer = reviewing.post(path, body="Why *this*?")

    comment = Comment.objects.get()
    page, _, mark = answer.headers["Location"].partition("#")
    assert (page.partition("?thread=")[0], mark) == (
        f"{reviewing.top}1/{home}",
        f"comment-{comment.pk}",
    )
    assert "<p>Why <em>this</em>?</p>" in reviewing.page(home)
    assert comment.thread.about == about


def test_a_thread_gets_a_reply_is_resolved_and_reopened(
    writing: Participant, reviewing: Participant
) -> None:
    thread = reviewing.comment("Why?").thread

    writing.post(f"threads/{thread.pk}/", body="Because.", action="resolve")
    thread.refresh_from_db()
    assert (thread.resolver, thread.comments.count()) == (User.objects.get(username="author"), 2)

    reviewing.post(f"threads/{thread.pk}/state/", action="reopen")
    thread.refresh_from_db()
    assert (thread.resolved, thread.resolver) == (None, None)


def test_resolving_twice_is_one_event(reviewing: Participant) -> None:
    thread = reviewing.comment("Why?").thread

    for _ in range(2):
        reviewing.post(f"threads/{thread.pk}/state/", action="resolve")

    assert Event.objects.filter(verb="resolved").count() == 1


def test_a_reply_returns_to_its_page_and_nowhere_else(reviewing: Participant) -> None:
    path = f"threads/{reviewing.comment('Why?').thread.pk}/"

    inside = reviewing.post(path, body="a", back=f"{reviewing.top}1/files/plan.yaml")
    outside = reviewing.post(path, body="b", back="//evil.example/")

    assert inside.headers["Location"].startswith(f"{reviewing.top}1/files/plan.yaml#comment-")
    assert outside.headers["Location"].startswith(f"{reviewing.top}1/discussion/?thread=")
