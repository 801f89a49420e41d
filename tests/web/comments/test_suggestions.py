"""Suggestions: a reviewer proposes a value, and the author takes it into the draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import generators
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Notification
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.reviews.approval_record import approval
from configurator.services import configurations
from configurator.services import reviews
from configurator.services import revisions
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import Participant
from tests.web.rows import now_of
from tests.web.rows import verbs

pytestmark = pytest.mark.postgres

TTL = "threads/new/?about=choice&path=redis.ttlSeconds"


def suggest(participant: Participant, value: str, path: str = SUBJECTS["choice"][0]) -> Comment:
    """Suggest a value for a choice."""
    participant.post(path, body="Please.", suggest="on", value=value)
    return Comment.objects.latest("pk")


def take(participant: Participant, configuration: Configuration, *comments: Comment) -> str:
    """Take suggestions into the draft with one press."""
    url = f"/c/{configuration.pk}/suggestions/"
    keys = [comment.pk for comment in comments]
    return str(participant.client.post(url, {"suggestion": keys}, follow=True).content.decode())


def saved_with_suggestion(
    writing: Participant, reviewing: Participant, saved: Configuration, author: User
) -> Revision:
    """Save a revision that took a value which the reviewer suggested."""
    take(writing, saved, suggest(reviewing, "4"))
    return revisions.save(saved.pk, author).revision


def test_a_suggestion_says_what_it_changes_before_and_after_it_is_sent(
    reviewing: Participant,
) -> None:
    page = SUBJECTS["choice"][0]
    preview = reviewing.post(page, body="Please.", suggest="on", value="4", preview="on")

    suggest(reviewing, "4")
    choices = reviewing.page("choices/")

    assert "It changes" in preview.content.decode()
    assert "Suggested value:</strong> <code>4</code>" in choices
    assert "It changes" in choices


def test_a_value_that_the_plan_cannot_have_is_refused(reviewing: Participant) -> None:
    answer = reviewing.post(SUBJECTS["choice"][0], body="Please.", suggest="on", value="many")

    assert answer.status_code == 200
    assert not Comment.objects.exists()


def test_the_value_that_the_choice_has_is_no_suggestion(
    reviewing: Participant, saved: Configuration
) -> None:
    value = saved.plan.scaling.backend.replicas

    assert suggest(reviewing, str(value)).suggestion is None
    assert suggest(reviewing, str(value + 1)).suggestion


def test_several_suggestions_are_taken_with_one_press(
    reviewing: Participant, writing: Participant, saved: Configuration
) -> None:
    comments = [suggest(reviewing, "4"), suggest(reviewing, "60", TTL)]

    page = take(writing, saved, *comments)
    take(writing, saved, *comments)

    plan = now_of(saved).plan
    assert (plan.scaling.backend.replicas, plan.redis.ttl_seconds) == (4, 60)
    assert "Taken into the draft" in page
    assert "Save as revision" in page
    assert verbs(saved).count("suggestions-taken") == 1
    assert not now_of(saved).threads.filter(resolved=None).exists()
    assert [row.person.username for row in Notification.objects.filter(event__verb__startswith="s")]


def test_a_reply_in_place_can_suggest_a_value_too(
    reviewing: Participant, saved: Configuration, author: User
) -> None:
    thread = reviewing.comment("Three?", SUBJECTS["choice"][0]).thread
    elsewhere = reviewing.comment("Hello.").thread
    draft = now_of(saved)
    draft.replace(generators.revised(draft.plan, {REPLICAS: 5}), writer=author)
    draft.save()
    revisions.save(saved.pk, author)

    pages = [
        reviewing.client.get(f"/compare/?left={saved.pk}:1&right={saved.pk}:2").content.decode(),
        reviewing.page("discussion/", 2),
    ]
    answer = reviewing.post(f"threads/{thread.pk}/beside/", body="4.", suggest="on", value="4")

    for page in pages:
        assert f'id="comment-{thread.pk}-value"' in page
        assert f'id="comment-{elsewhere.pk}-value"' not in page
    assert "Suggested value:</strong> <code>4</code>" in answer.content.decode()


def test_a_new_owner_may_ask_that_no_suggester_approves(
    writing: Participant,
    reviewing: Participant,
    saved: Configuration,
    author: User,
    approve: Callable[..., object],
) -> None:
    saved_with_suggestion(writing, reviewing, saved, author)
    approve(now_of(saved), User.objects.get(username="reviewer"))
    strict = Team.objects.create(name="Strict", slug="strict", suggesters_approve=False)

    states = []
    for team in (strict, None):
        configurations.move(key=saved.pk, person=author, team=team)
        states.append(now_of(saved).state)

    assert states == ["in-review", "approved"]
    moved = Event.objects.filter(verb="moved").order_by("pk")
    assert [event.detail["lost"] for event in moved] == ["revision 2", ""]


def test_a_reviewer_cannot_take(reviewing: Participant, saved: Configuration) -> None:
    comment = suggest(reviewing, "4")
    url = f"/c/{saved.pk}/suggestions/"

    assert reviewing.client.post(url, {"suggestion": comment.pk}).status_code == 403


def test_who_suggested_is_recorded_and_may_still_approve(
    writing: Participant,
    reviewing: Participant,
    saved: Configuration,
    author: User,
    approve: Callable[..., object],
) -> None:
    revision = saved_with_suggestion(writing, reviewing, saved, author)
    reviewer = User.objects.get(username="reviewer")
    assert revision.suggesters == {REPLICAS: reviewer.pk}
    assert not revision.written_by(reviewer)

    approve(now_of(saved), reviewer)
    record = approval(now_of(saved).revisions.get(number=2))

    assert record
    assert record["approvals"][0]["suggested"]
    assert "reviewer suggested Backend: Replicas" in writing.page("", 2)


def test_a_team_can_ask_for_an_approval_by_somebody_else(
    writing: Participant, reviewing: Participant, saved: Configuration, author: User, team: Team
) -> None:
    revision = saved_with_suggestion(writing, reviewing, saved, author)
    reviewer = User.objects.get(username="reviewer")
    team.memberships.create(person=reviewer, role="reviewer")
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)
    Team.objects.update(suggesters_approve=False)

    refused = ""
    try:
        decision, digest = Review.Decision.APPROVE, revision.digest
        reviews.submit(saved.pk, 2, reviewer, decision=decision, digest=digest)
    except reviews.Refused as error:
        refused = str(error)

    assert "value that you suggested" in refused


def test_a_value_that_the_author_changes_again_is_the_authors(
    writing: Participant, reviewing: Participant, saved: Configuration, author: User
) -> None:
    take(writing, saved, suggest(reviewing, "4"))
    draft = now_of(saved)
    draft.replace(generators.revised(draft.plan, {REPLICAS: 5}), writer=author)
    draft.save()

    assert revisions.save(saved.pk, author).revision.suggesters == {}
