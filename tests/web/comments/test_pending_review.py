"""A pending review: comments that nobody else sees until all are submitted together."""

from __future__ import annotations

import pytest
from django.core import mail

from configurator.events import email
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Delivery
from configurator.models import Notification
from configurator.models import Team
from configurator.models import Thread
from configurator.models import User
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import WHOLE
from tests.web.comments.participants import Participant
from tests.web.rows import verbs

pytestmark = pytest.mark.postgres

CHOICE = SUBJECTS["choice"][0]
PAGES = ("", "discussion/", "choices/", "files/plan.yaml", CHOICE)


def add(participant: Participant, body: str, path: str = WHOLE) -> Comment:
    """Add a comment to the pending review."""
    participant.post(path, body=body, pending="on")
    return Comment.objects.latest("pk")


def submit(participant: Participant, decision: str, body: str = "") -> None:
    """Submit the pending review of revision 1, as its page would."""
    response = participant.post("review/", decision=decision, body=body)
    assert response.status_code == 302, response.content.decode()


def test_nobody_else_sees_a_pending_review(
    writing: Participant, reviewing: Participant, reading: Participant
) -> None:
    add(reviewing, "Why three?", CHOICE)
    add(reviewing, "Why this line?", SUBJECTS["line"][0])
    thread = writing.comment("Mine").thread
    add(reviewing, "Why is it yours?", f"threads/{thread.pk}/")

    for page in PAGES:
        assert "Why" not in writing.page(page).partition("<main")[2].replace("Why it is there", "")
        assert "Why three" not in reading.page(page)
    assert "Why three?" in reviewing.page("choices/")
    assert "Your pending review has 3 comments" in reviewing.page("")
    assert not Notification.objects.filter(event__actor__username="reviewer").exists()


def test_a_review_publishes_its_comments_in_one_event(
    writing: Participant, reviewing: Participant, saved: Configuration, team: Team, author: User
) -> None:
    team.memberships.create(person=User.objects.get(username="reviewer"), role="reviewer")
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)
    team.webhooks.create(
        url="https://acme.example/", by=author, verbs=["commented", "requested-changes"]
    )
    for body in ("Why three?", "And why so large?", "Nearly."):
        add(reviewing, body, CHOICE)

    submit(reviewing, "request-changes")
    while email.deliver():
        pass

    assert verbs(saved)[-1:] == ["requested-changes"]
    assert "commented" not in verbs(saved)
    assert [row.person.username for row in Notification.objects.all()] == ["author"]
    assert Delivery.objects.count() == 1
    assert [message.to for message in mail.outbox] == [["author@acme.example"]]
    assert "with 3 comments" in mail.outbox[0].subject
    assert "“Backend: Replicas”: Why three?" in mail.outbox[0].body
    assert "Why three?" in writing.page("discussion/")
    assert "Your pending review" not in reviewing.page("")


def test_those_whose_threads_are_answered_are_told_once(
    reviewing: Participant, writing: Participant, join: object
) -> None:
    thread = writing.comment("Three?", CHOICE).thread
    add(reviewing, "Yes.", f"threads/{thread.pk}/")
    add(reviewing, "And thank you.", f"threads/{thread.pk}/")

    submit(reviewing, "comment")

    assert Notification.objects.filter(person__username="author").count() == 1


def test_a_pending_review_can_be_discarded(reviewing: Participant, saved: Configuration) -> None:
    add(reviewing, "Why three?", CHOICE)
    public = reviewing.comment("At once").thread
    add(reviewing, "And this?", f"threads/{public.pk}/")
    url = f"/c/{saved.pk}/pending-review/"

    assert "Why three?" in reviewing.client.get(url).content.decode()
    reviewing.client.post(url)

    assert list(Thread.objects.all()) == [public]
    assert [comment.body for comment in Comment.objects.all()] == ["At once"]


def test_a_pending_comment_is_deleted_without_a_trace(
    reviewing: Participant, saved: Configuration
) -> None:
    pending = add(reviewing, "Why three?", CHOICE)
    before = verbs(saved)

    reviewing.post(f"comments/{pending.pk}/edit/", body="Why four?")
    assert "Why four?" in reviewing.page("choices/")
    reviewing.post(f"comments/{pending.pk}/delete/")

    assert not Thread.objects.exists()
    assert verbs(saved) == before


def test_edits_and_deletions_are_in_the_audit_log(
    reviewing: Participant, writing: Participant, saved: Configuration
) -> None:
    comment = reviewing.comment("Why three?", CHOICE)

    reviewing.post(f"comments/{comment.pk}/edit/", body="Why 3?")
    reviewing.post(f"comments/{comment.pk}/delete/")
    log = writing.client.get(f"/c/{saved.pk}/audit-log/").content.decode()

    assert verbs(saved)[-3:] == ["commented", "comment-edited", "comment-deleted"]
    assert "edited their comment on “Backend: Replicas” in revision 1" in log
    assert "deleted their comment on “Backend: Replicas” in revision 1" in log
    assert "Why 3?" not in log


def test_one_open_thread_counts_for_its_author_only_while_pending(
    reviewing: Participant, writing: Participant
) -> None:
    add(reviewing, f"About {REPLICAS}")

    assert "1 thread open" in reviewing.page("")
    assert "No comments yet" in writing.page("")
