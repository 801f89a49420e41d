"""What a review decides, and who cannot decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from configurator.access import NoAccess
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Review
from configurator.models import Revision
from configurator.models import User
from configurator.services import configurations
from configurator.services import reviews
from configurator.services.reviews import Refused
from tests.web.reviewing import asked
from tests.web.reviewing import say
from tests.web.reviewing import states

Approve = Callable[..., Review]
Revise = Callable[..., Revision]
Decision = Review.Decision


def test_asking_somebody_brings_it_into_review(shared: Configuration, reviewer: User) -> None:
    asked(shared, reviewer)

    assert states(shared) == ("in-review", 0, "in-review")
    assert shared.requests.get().reviewer == reviewer


def test_an_approval_is_of_the_bytes_that_were_seen(
    shared: Configuration, reviewer: User, approve: Approve
) -> None:
    review = approve(shared, reviewer)

    assert states(shared) == ("approved", 1, "approved")
    event = Event.objects.get(verb="approved")
    assert event.detail["digest"] == review.revision.digest


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_nobody_approves_bytes_that_they_did_not_see(
    shared: Configuration, reviewer: User, digest: str
) -> None:
    with pytest.raises(Refused, match="does not show the bundle"):
        reviews.submit(shared.pk, 1, reviewer, decision=Decision.APPROVE, digest=digest)

    assert states(shared) == ("saved", 0, "saved")


def test_a_request_for_changes_outweighs_an_approval(
    shared: Configuration, reviewer: User, join: Callable[..., User], approve: Approve
) -> None:
    approve(shared, join("second"))

    say(shared, reviewer, Decision.REQUEST_CHANGES)

    assert states(shared) == ("changes-requested", 0, "changes-requested")


def test_the_latest_decision_of_a_reviewer_counts(
    shared: Configuration, reviewer: User, approve: Approve
) -> None:
    say(shared, reviewer, Decision.REQUEST_CHANGES)
    approve(shared, reviewer)

    assert states(shared) == ("approved", 1, "approved")


def test_a_comment_decides_nothing(shared: Configuration, reviewer: User, approve: Approve) -> None:
    approve(shared, reviewer)
    say(shared, reviewer, Decision.COMMENT)

    assert states(shared) == ("approved", 1, "approved")


def test_a_comment_alone_is_a_review_without_an_end(shared: Configuration, reviewer: User) -> None:
    say(shared, reviewer, Decision.COMMENT)

    assert states(shared) == ("in-review", 0, "in-review")


def test_pressing_twice_counts_once(
    shared: Configuration, reviewer: User, approve: Approve
) -> None:
    assert approve(shared, reviewer) == approve(shared, reviewer)

    assert Review.objects.count() == 1
    assert Event.objects.filter(verb="approved").count() == 1


def test_an_approval_stays_with_the_old_revision(
    shared: Configuration, reviewer: User, approve: Approve, revise: Revise
) -> None:
    asked(shared, reviewer)
    approve(shared, reviewer)

    revise({"scaling.backend.replicas": 4})

    assert states(shared) == ("in-review", 1, "in-review")
    assert shared.revisions.get(number=1).state == "approved"
    request = shared.requests.get()
    assert (request.revision.number, request.done) == (2, None)


def test_a_revision_that_was_passed_over_is_in_review_no_longer(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    asked(shared, reviewer)

    revise({"scaling.backend.replicas": 4})

    assert shared.revisions.get(number=1).state == "saved"


def test_an_older_revision_is_not_reviewed(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    revise({"scaling.backend.replicas": 4})

    with pytest.raises(Refused, match="That is revision 2"):
        reviews.submit(shared.pk, 1, reviewer, decision=Decision.COMMENT, body="Late.")


def test_a_blocked_revision_is_not_approved(
    shared: Configuration, reviewer: User, revise: Revise, approve: Approve
) -> None:
    revise({"redis.mode": "none", "scaling.backend.replicas": 3})

    with pytest.raises(Refused, match="errors cannot be approved"):
        approve(shared, reviewer)


def test_an_author_never_approves_what_is_their_own(
    saved: Configuration, author: User, approve: Approve
) -> None:
    with pytest.raises(Refused, match="somebody else must approve"):
        approve(saved, author)


def test_a_review_is_accepted_only_with_access(shared: Configuration, reviewer: User) -> None:
    came = Visitor(reviewer)
    shared.shares.all().delete()

    with pytest.raises(NoAccess):
        reviews.submit(shared.pk, 1, came, decision=Decision.COMMENT, body="Hm.")


def test_an_archived_configuration_accepts_no_review(shared: Configuration, reviewer: User) -> None:
    configurations.archive(key=shared.pk, person=shared.person, now=timezone.now())

    with pytest.raises(PermissionDenied):
        reviews.submit(shared.pk, 1, Visitor(reviewer), decision=Decision.COMMENT, body="Hm.")
