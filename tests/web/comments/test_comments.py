from __future__ import annotations

import pytest

from configurator.events import sentences
from configurator.models import Comment
from configurator.models import Event
from configurator.models import Thread
from tests.web.comments.threads import PLACES
from tests.web.comments.threads import REPLICAS
from tests.web.comments.threads import WHOLE
from tests.web.comments.threads import Revise
from tests.web.comments.threads import Talker


def test_pressing_twice_says_it_once(reviewing: Talker) -> None:
    for _ in range(2):
        reviewing.post(WHOLE, body="Why?", token="a" * 32)
    thread = Thread.objects.get()
    for _ in range(2):
        reviewing.post(f"threads/{thread.pk}/", body="And?", token="b" * 32)

    assert [each.body for each in Comment.objects.all()] == ["Why?", "And?"]


def test_whoever_goes_back_and_writes_something_else_is_heard(reviewing: Talker) -> None:
    for body in ("Why?", "Why three?"):
        reviewing.post(WHOLE, body=body, token="a" * 32)

    assert Comment.objects.count() == 2


def test_a_preview_shows_the_words_and_keeps_nothing(reviewing: Talker) -> None:
    page = reviewing.post(WHOLE, body="So **so**", preview="on").content.decode()

    assert "<p>So <strong>so</strong></p>" in page
    assert "So **so**</textarea>" in page
    assert not Comment.objects.exists()


def test_a_secret_is_refused_and_stays_in_the_form(reviewing: Talker) -> None:
    words = "Use postgres://admin:hunter2@db.acme.com/x"

    page = reviewing.post(WHOLE, body=words).content.decode()

    assert "looks like a secret" in page
    assert f"{words}</textarea>" in page
    assert not Thread.objects.exists()


@pytest.mark.parametrize("body", ["", "  \r\n ", "x" * 10_001])
def test_nothing_and_too_much_are_refused(body: str, reviewing: Talker) -> None:
    answer = reviewing.post(WHOLE, body=body)

    assert answer.status_code == 200
    assert "note error" in answer.content.decode()
    assert not Thread.objects.exists()


def test_the_end_of_a_line_counts_once(reviewing: Talker) -> None:
    assert reviewing.say("\r\n".join("x" * 5_000)).body == "\n".join("x" * 5_000)


def test_people_mend_and_delete_what_they_said_themselves(
    writing: Talker, reviewing: Talker
) -> None:
    said = reviewing.say("Wyh?")
    writing.post(f"threads/{said.thread.pk}/", body="Because.")

    reviewing.post(f"comments/{said.pk}/edit/", body="Why?")
    assert "Why?" in (page := writing.page("discussion/"))
    assert "edited" in page

    reviewing.post(f"comments/{said.pk}/delete/")
    assert "Why?" not in (page := writing.page("discussion/"))
    assert "This comment was deleted by its author." in page


def test_a_thread_of_which_nothing_is_left_is_not_listed(reviewing: Talker) -> None:
    said = reviewing.say("Never mind")

    reviewing.post(f"comments/{said.pk}/delete/")

    assert "Nobody has said anything yet." in reviewing.page("discussion/")
    assert Comment.objects.get().body == ""


def test_talk_is_in_the_history_with_its_place(reviewing: Talker) -> None:
    said = reviewing.say("Why?", PLACES["line"][0])

    event = Event.objects.get(verb="commented")

    assert (event.revision, event.detail["about"], event.detail["place"]) == (
        1,
        "line",
        "plan.yaml",
    )
    assert (event.detail["line"], event.detail["comment"]) == (3, said.pk)


def test_what_was_told_of_a_comment_leads_to_it(reviewing: Talker, revise: Revise) -> None:
    said = reviewing.say("Why?")
    revise({REPLICAS: 4})

    page, _, anchor = sentences.url(Event.objects.get(verb="commented")).partition("#")

    assert f'id="{anchor}"' in reviewing.client.get(page, follow=True).content.decode()
    assert anchor == f"comment-{said.pk}"
