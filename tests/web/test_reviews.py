"""The page of a review: what it offers, what it refuses, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import User
from tests.people import signed_in
from tests.web.reviewing import asked
from tests.web.reviewing import say

Revise = Callable[..., Revision]
Decision = Review.Decision


@pytest.fixture
def people(author: User, join: Callable[..., User]) -> Callable[..., list[User]]:
    """Return the function that gathers the author and others: `people("second")`."""
    return lambda *names: [author, *map(join, names)]


def test_the_page_gives_an_author_no_way_to_approve_and_says_why(
    saved: Configuration, author: User
) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/r/1/").content.decode()

    assert 'value="approve"' not in page
    assert "somebody else must approve it" in page


def test_an_approval_by_the_author_is_refused(saved: Configuration, author: User) -> None:
    sent = {"decision": "approve", "digest": saved.revisions.get().digest}

    answer = signed_in(author).post(f"/c/{saved.pk}/r/1/review/", sent)

    assert answer.status_code == 200
    assert not Review.objects.exists()


def test_a_reviewer_approves_on_the_page(shared: Configuration, reviewer: User) -> None:
    client = signed_in(reviewer)
    sent = {"decision": "approve", "body": "Fine.", "digest": shared.revisions.get().digest}

    page = client.post(f"/c/{shared.pk}/r/1/review/", sent, follow=True).content.decode()

    assert "You approved revision 1." in page
    assert "1 of 1 approval" in page


def test_a_page_that_went_stale_loses_nothing_that_was_typed(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    sent = {"decision": "comment", "body": "Long words.", "digest": shared.revisions.get().digest}
    revise({"scaling.backend.replicas": 4})

    answer = signed_in(reviewer).post(f"/c/{shared.pk}/r/1/review/", sent)

    page = answer.content.decode()
    assert "Only the latest revision can be reviewed" in page
    assert "Long words." in page


def test_a_refused_review_shows_the_whole_page(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    revise({"scaling.backend.replicas": 4})
    sent = {"decision": "request-changes", "body": ""}

    page = signed_in(reviewer).post(f"/c/{shared.pk}/r/2/review/", sent).content.decode()

    assert 'id="changed"' in page


def test_whoever_has_to_change_something_is_led_to_the_draft(
    shared: Configuration, author: User, reviewer: User, revise: Revise
) -> None:
    client, way = signed_in(author), f'href="/c/{shared.pk}/findings/">Open the draft</a>'
    assert way not in client.get(f"/c/{shared.pk}/r/1/").content.decode()
    say(shared, reviewer, Decision.REQUEST_CHANGES)
    assert way in client.get(f"/c/{shared.pk}/r/1/").content.decode()
    revise({"redis.mode": "none"})
    page = client.get(f"/c/{shared.pk}/r/2/").content.decode()

    assert way in page
    assert 'id="errors-block-approval"' in page


def test_the_only_possible_decision_is_preselected(saved: Configuration, author: User) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/r/1/").content.decode()

    assert page.count('name="decision"') == 1
    assert re.search(r'<input type="radio" name="decision" [^>]*checked', page)


def test_changes_are_not_requested_without_a_word(shared: Configuration, reviewer: User) -> None:
    answer = signed_in(reviewer).post(
        f"/c/{shared.pk}/r/1/review/", {"decision": "request-changes", "body": ""}
    )

    assert "Comment missing" in answer.content.decode()


def test_a_review_with_a_secret_is_refused_and_stays_in_the_form(
    shared: Configuration, reviewer: User
) -> None:
    sent = {"decision": "comment", "body": "use postgres://admin:hunter2@db.acme.com/x"}

    page = signed_in(reviewer).post(f"/c/{shared.pk}/r/1/review/", sent).content.decode()

    assert "looks like a secret" in page
    assert "hunter2" in page
    assert not Review.objects.exists()


def test_what_reviewers_write_cannot_act(shared: Configuration, reviewer: User) -> None:
    say(shared, reviewer, Decision.COMMENT, "<script>alert(1)</script> **bold**")

    page = signed_in(reviewer).get(f"/c/{shared.pk}/r/1/").content.decode()

    assert "<script>alert" not in page
    assert "<strong>bold</strong>" in page


def test_a_viewer_submits_no_review(saved: Configuration, author: User, reviewer: User) -> None:
    saved.shares.create(person=reviewer, role="viewer", by=author)

    answer = signed_in(reviewer).post(f"/c/{saved.pk}/r/1/review/", {"decision": "comment"})

    assert answer.status_code == 403
    assert "Submit review" not in signed_in(reviewer).get(f"/c/{saved.pk}/r/1/").content.decode()


def test_a_stranger_finds_nothing_to_review(saved: Configuration, outsider: User) -> None:
    answer = signed_in(outsider).post(f"/c/{saved.pk}/r/1/review/", {"decision": "comment"})

    assert answer.status_code == 404


def test_an_archived_configuration_is_not_reviewed(shared: Configuration, reviewer: User) -> None:
    Configuration.objects.filter(pk=shared.pk).update(archived="2026-11-01T00:00Z")

    answer = signed_in(reviewer).post(f"/c/{shared.pk}/r/1/review/", {"decision": "comment"})

    assert answer.status_code == 403


def test_a_page_costs_the_same_for_one_reviewer_and_for_twenty(
    shared: Configuration,
    reviewer: User,
    people: Callable[..., list[User]],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    client = signed_in(reviewer)
    client.get(f"/c/{shared.pk}/r/1/")
    crowd = people(*(f"person{n}" for n in range(20)))[1:]
    asked(shared, *crowd)
    for person in crowd[::2]:
        say(shared, person, Decision.COMMENT)

    with django_assert_max_num_queries(25):
        client.get(f"/c/{shared.pk}/r/1/")


def test_a_link_to_one_revision_shows_no_way_to_others(
    shared: Configuration, link: Callable[..., str], revise: Revise, stranger: Client
) -> None:
    revise({"scaling.backend.replicas": 4})
    stranger.get(link(number=1))

    page = stranger.get(f"/c/{shared.pk}/r/1/").content.decode()

    assert "Revision 1" in page
    assert f"/c/{shared.pk}/r/2/" not in page
    assert "1 of 2" not in page
