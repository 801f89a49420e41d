"""Verdicts, and where they leave a revision and its configuration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models import Q
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
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
from configurator.reviews.state import Verdict
from configurator.reviews.state import refusal
from configurator.reviews.state import standing
from configurator.services.locking import locked

VERBS = {
    Verdict.APPROVE: Verb.APPROVED,
    Verdict.REQUEST_CHANGES: Verb.REQUESTED_CHANGES,
    Verdict.COMMENT: Verb.REVIEWED,
}
OTHER_BYTES = (
    "The page that you approved on does not show the bundle of this revision. "
    "Look at the revision again, then approve it."
)

BY_ITS_AUTHOR = "as its author, which this team of one allows"


class Refused(Exception):
    """What somebody tried is not possible; the message tells them why, and what is."""


@dataclass(frozen=True)
class Given:
    """A review, and whether it is new: a second press of the button says nothing twice."""

    review: Review
    new: bool


@transaction.atomic
def give(
    key: UUID,
    number: int,
    by: User | Visitor,
    *,
    verdict: Verdict,
    body: str = "",
    digest: str = "",
) -> Given:
    """Give a verdict on the latest revision; ``digest`` names the bundle that is approved.

    :class:`Refused` where this person cannot say this of it, or where it is not what they saw.
    A visitor is asked once more whether they may, now that nobody else can change that.
    """
    configuration = locked(key)
    reviewer = by if isinstance(by, User) else access.find(by, key, Right.REVIEW, number).reviewer
    revision = get_object_or_404(configuration.revisions, number=number)
    if why := refusal(revision, reviewer, verdict):
        raise Refused(why)
    if verdict == Verdict.APPROVE and digest != revision.digest:
        raise Refused(OTHER_BYTES)
    last = revision.reviews.filter(reviewer=reviewer).last()
    if last and (last.verdict, last.body) == (verdict, body):
        return Given(last, new=False)
    own = revision.written_by(reviewer)
    review = revision.reviews.create(reviewer=reviewer, verdict=verdict, body=body, own=own)
    configuration.requests.filter(reviewer=reviewer, done=None).update(done=timezone.now())
    settle(configuration, revision)
    log.record_event(
        configuration,
        VERBS[verdict],
        reviewer,
        revision=number,
        review=review.pk,
        digest=revision.digest,
        own=BY_ITS_AUTHOR if own else "",
    )
    return Given(review, new=True)


def settle(configuration: Configuration, revision: Revision, *, anew: bool = False) -> None:
    """Bring the states of a locked configuration and one of its revisions up to what was said.

    ``anew`` asks again what was approved already.
    """
    revision.configuration = configuration
    found = standing(revision, anew=anew)
    passed = revision.number != configuration.latest and found.state == State.IN_REVIEW
    revision.state, revision.required = State.SAVED if passed else found.state, found.required
    revision.save(update_fields=["state", "required"])
    approved = configuration.revisions.filter(state=State.APPROVED)
    configuration.approved = approved.aggregate(last=Max("number"))["last"] or 0
    if revision.number == configuration.latest:
        configuration.state = found.state
    configuration.save(update_fields=["approved", "state", "updated"])


@transaction.atomic
def recount(rows: QuerySet[Configuration]) -> None:
    """Count again where reviews go on: fewer approvals may be required than before.

    An approval that was given stays one where more are required.
    """
    for key in rows.filter(state=State.IN_REVIEW).order_by("pk").values_list("pk", flat=True):
        configuration = locked(key)
        settle(configuration, configuration.revisions.get(number=configuration.latest))


def moved(configuration: Configuration) -> list[int]:
    """Count again by what the new owner of a locked configuration asks.

    Gives the revisions that are approved no longer: they fall short of it.
    """
    approved = set(_approved(configuration))
    rows = configuration.revisions.defer("document", "complete", "findings", "waived")
    for revision in rows.filter(
        Q(reviews__isnull=False) | Q(number=configuration.latest)
    ).distinct():
        settle(configuration, revision, anew=True)
    return sorted(approved - set(_approved(configuration)))


def _approved(configuration: Configuration) -> Iterable[int]:
    return configuration.revisions.filter(state=State.APPROVED).values_list("number", flat=True)


def begin(configuration: Configuration, revision: Revision) -> None:
    """Start the review of a new revision: whoever was asked before is asked for this one.

    Verdicts stay with the revision that they were given on.
    """
    writers = {revision.author_id, *revision.wrote.values()}
    configuration.requests.exclude(reviewer__in=writers).update(revision=revision, done=None)
    earlier = configuration.revisions.exclude(pk=revision.pk)
    earlier.filter(state=State.IN_REVIEW).update(state=State.SAVED)
    settle(configuration, revision)
