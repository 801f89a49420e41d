from __future__ import annotations

import pytest

from configurator.models import Comment
from configurator.models import Event
from configurator.models import User
from tests.web.comments.threads import PLACES
from tests.web.comments.threads import Talker


@pytest.mark.parametrize("about", PLACES)
def test_a_reviewer_begins_a_thread_and_lands_at_what_it_is_about(
    about: str, reviewing: Talker
) -> None:
    place, home = PLACES[about]

    answer = reviewing.post(place, body="Why *this*?")

    said = Comment.objects.get()
    page, _, mark = answer.headers["Location"].partition("#")
    assert (page.partition("?thread=")[0], mark) == (
        f"{reviewing.top}1/{home}",
        f"comment-{said.pk}",
    )
    assert "<p>Why <em>this</em>?</p>" in reviewing.page(home)
    assert said.thread.about == about


def test_a_thread_is_answered_resolved_and_reopened(writing: Talker, reviewing: Talker) -> None:
    thread = reviewing.say("Why?").thread

    writing.post(f"threads/{thread.pk}/", body="Because.", turn="resolve")
    thread.refresh_from_db()
    assert (thread.resolver, thread.comments.count()) == (User.objects.get(username="author"), 2)

    reviewing.post(f"threads/{thread.pk}/state/", turn="reopen")
    thread.refresh_from_db()
    assert (thread.resolved, thread.resolver) == (None, None)


def test_resolving_twice_happens_once(reviewing: Talker) -> None:
    thread = reviewing.say("Why?").thread

    for _ in range(2):
        reviewing.post(f"threads/{thread.pk}/state/", turn="resolve")

    assert Event.objects.filter(verb="resolved").count() == 1


def test_an_answer_leads_back_to_where_it_was_given_and_nowhere_else(reviewing: Talker) -> None:
    place = f"threads/{reviewing.say('Why?').thread.pk}/"

    here = reviewing.post(place, body="a", back=f"{reviewing.top}1/files/plan.yaml")
    away = reviewing.post(place, body="b", back="//evil.example/")

    assert here.headers["Location"].startswith(f"{reviewing.top}1/files/plan.yaml#comment-")
    assert away.headers["Location"].startswith(f"{reviewing.top}1/discussion/?thread=")
