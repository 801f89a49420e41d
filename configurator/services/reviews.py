"""Submitting reviews, and keeping the states of revisions and configurations up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models import Q
from django.db.models import QuerySet
from django.utils import timezone

from configurator import access
from configurator.access import Right
from configurator.access import Visitor
from configurator.events import log
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.models import Verb
from configurator.models.revision import LARGE_FIELDS
from configurator.reviews.state import Decision
from configurator.reviews.state import review_refusal
from configurator.reviews.state import review_state
from configurator.services.locking import locked

VERBS = {
    Decision.APPROVE: Verb.APPROVED,
    Decision.REQUEST_CHANGES: Verb.REQUESTED_CHANGES,
    Decision.COMMENT: Verb.REVIEWED,
}
OTHER_BUNDLE = (
    "The page that you approved on does not show the bundle of this revision. "
    "Open the revision again, then approve it."
)
AS_AUTHOR = "as its author (self-approval in a team of one)"


class Refused(Exception):
    """What a person tried is not possible; the message tells why, and what to do."""


@dataclass(frozen=True)
class SubmittedReview:
    """A review, and whether it is new: submitting is idempotent."""

    review: Review
    new: bool


@transaction.atomic
def submit(
    key: UUID,
    number: int,
    by: User | Visitor,
    *,
    decision: Decision,
    body: str = "",
    digest: str = "",
) -> SubmittedReview:
    """Submit a review of the latest revision; ``digest`` names the bundle that is approved.

    Raise :class:`Refused` where the person cannot submit this decision, or where they saw another
    bundle. A visitor's access is checked again here, under the lock on the configuration.
    """
    configuration = locked(key)
    reviewer = by if isinstance(by, User) else reviewer_of(by, configuration, number)
    revision = configuration.revisions.get(number=number)
    if reason := review_refusal(revision, reviewer, decision):
        raise Refused(reason)
    if decision == Decision.APPROVE and digest != revision.digest:
        raise Refused(OTHER_BUNDLE)
    last = revision.reviews.filter(reviewer=reviewer).last()
    if last and (last.decision, last.body) == (decision, body):
        return SubmittedReview(last, new=False)
    own = revision.written_by(reviewer)
    review = revision.reviews.create(reviewer=reviewer, decision=decision, body=body, own=own)
    configuration.requests.filter(reviewer=reviewer, done=None).update(done=timezone.now())
    update_states(configuration, revision)
    log.record_event(
        configuration,
        VERBS[decision],
        reviewer,
        revision=number,
        review=review.pk,
        digest=revision.digest,
        own=AS_AUTHOR if own else "",
    )
    return SubmittedReview(review, new=True)


def reviewer_of(visitor: Visitor, configuration: Configuration, number: int) -> User:
    """Return the visitor as a reviewer of a locked configuration; ``access`` raises otherwise."""
    return access.granted(visitor, configuration, Right.REVIEW, number).reviewer


def update_states(
    configuration: Configuration, revision: Revision, *, recount: bool = False
) -> None:
    """Update the states of a locked configuration and one of its revisions from the reviews.

    ``recount`` checks an approved revision again.
    """
    revision.configuration = configuration
    review = review_state(revision, recount=recount)
    superseded = revision.number != configuration.latest and review.state == State.IN_REVIEW
    revision.state = State.SAVED if superseded else review.state
    revision.required = review.required
    revision.save(update_fields=["state", "required"])
    approved = configuration.revisions.filter(state=State.APPROVED)
    configuration.approved = approved.aggregate(last=Max("number"))["last"] or 0
    if revision.number == configuration.latest:
        configuration.state = review.state
    configuration.save(update_fields=["approved", "state", "updated"])


@transaction.atomic
def recount(rows: QuerySet[Configuration]) -> None:
    """Count the approvals of revisions in review again, as fewer may be required now.

    An approved revision stays approved where more are required.
    """
    for key in rows.filter(state=State.IN_REVIEW).order_by("pk").values_list("pk", flat=True):
        configuration = locked(key)
        update_states(configuration, configuration.revisions.get(number=configuration.latest))


def recount_after_move(configuration: Configuration) -> list[int]:
    """Count all approvals of a locked configuration again, by the rules of its new owner.

    Return the numbers of the revisions that are no longer approved.
    """
    approved = set(_approved(configuration))
    rows = configuration.revisions.defer(*LARGE_FIELDS)
    for revision in rows.filter(
        Q(reviews__isnull=False) | Q(number=configuration.latest)
    ).distinct():
        update_states(configuration, revision, recount=True)
    return sorted(approved - set(_approved(configuration)))


def _approved(configuration: Configuration) -> Iterable[int]:
    return configuration.revisions.filter(state=State.APPROVED).values_list("number", flat=True)


def start_review(configuration: Configuration, revision: Revision) -> None:
    """Start the review of a new revision, and request it again from the same reviewers.

    Earlier reviews stay with their revisions.
    """
    writers = {revision.author_id, *revision.writers.values()}
    configuration.requests.exclude(reviewer__in=writers).update(revision=revision, done=None)
    earlier = configuration.revisions.exclude(pk=revision.pk)
    earlier.filter(state=State.IN_REVIEW).update(state=State.SAVED)
    update_states(configuration, revision)
