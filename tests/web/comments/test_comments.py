from __future__ import annotations

import pytest

from configurator.events import sentences
from configurator.models import Comment
from configurator.models import Event
from configurator.models import Thread
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import WHOLE
from tests.web.comments.participants import Participant
from tests.web.comments.participants import Revise


def test_sending_a_form_twice_makes_one_comment(reviewing: Participant) -> None:
    for _ in range(2):
        reviewing.post(WHOLE, body="Why?", idempotency_key="a" * 32)
    thread = Thread.objects.get()
    for _ in range(2):
        reviewing.post(f"threads/{thread.pk}/", body="And?", idempotency_key="b" * 32)

    assert [comment.body for comment in Comment.objects.all()] == ["Why?", "And?"]


def test_a_form_sent_again_with_another_text_makes_another_comment(reviewing: Participant) -> None:
    for body in ("Why?", "Why three?"):
        reviewing.post(WHOLE, body=body, idempotency_key="a" * 32)

    assert Comment.objects.count() == 2


def test_a_preview_shows_the_comment_and_stores_nothing(reviewing: Participant) -> None:
    page = reviewing.post(WHOLE, body="So **so**", preview="on").content.decode()

    assert "<p>So <strong>so</strong></p>" in page
    assert "So **so**</textarea>" in page
    assert not Comment.objects.exists()


def test_a_secret_is_refused_and_stays_in_the_form(reviewing: Participant) -> None:
    words = "Use postgres://admin:hunter2@db.acme.com/x"

    page = reviewing.post(WHOLE, body=words).content.decode()

    assert "looks like a secret" in page
    assert f"{words}</textarea>" in page
    assert not Thread.objects.exists()


@pytest.mark.parametrize("body", ["", "  \r\n ", "x" * 10_001])
def test_nothing_and_too_much_are_refused(body: str, reviewing: Participant) -> None:
    answer = reviewing.post(WHOLE, body=body)

    assert answer.status_code == 200
    assert "note error" in answer.content.decode()
    assert not Thread.objects.exists()


def test_the_end_of_a_line_counts_once(reviewing: Participant) -> None:
    assert reviewing.comment("\r\n".join("x" * 5_000)).body == "\n".join("x" * 5_000)


def test_people_edit_and_delete_their_own_comments(
    writing: Participant, reviewing: Participant
) -> None:
    comment = reviewing.comment("Wyh?")
    writing.post(f"threads/{comment.thread.pk}/", body="Because.")

    reviewing.post(f"comments/{comment.pk}/edit/", body="Why?")
    assert "Why?" in (page := writing.page("discussion/"))
    assert "edited" in page

    reviewing.post(f"comments/{comment.pk}/delete/")
    assert "Why?" not in (page := writing.page("discussion/"))
    assert "This comment was deleted by its author." in page


def test_a_thread_with_only_deleted_comments_is_not_listed(reviewing: Participant) -> None:
    comment = reviewing.comment("Never mind")

    reviewing.post(f"comments/{comment.pk}/delete/")

    assert 'id="no-threads"' in reviewing.page("discussion/")
    assert Comment.objects.get().body == ""


def test_a_comment_is_in_the_audit_log_with_its_subject(reviewing: Participant) -> None:
    comment = reviewing.comment("Why?", SUBJECTS["line"][0])

    event = Event.objects.get(verb="commented")

    assert (event.revision, event.detail["about"], event.detail["path"]) == (
        1,
        "line",
        "plan.yaml",
    )
    assert (event.detail["line"], event.detail["comment"]) == (3, comment.pk)


def test_the_link_of_a_comment_event_opens_the_comment(
    reviewing: Participant, revise: Revise
) -> None:
    comment = reviewing.comment("Why?")
    revise({REPLICAS: 4})

    page, _, anchor = sentences.url(Event.objects.get(verb="commented")).partition("#")

    assert f'id="{anchor}"' in reviewing.client.get(page, follow=True).content.decode()
    assert anchor == f"comment-{comment.pk}"
