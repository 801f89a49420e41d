"""Submitting reviews, and keeping the states of revisions and configurations up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.db.models import Q
from django.db.models import QuerySet
from django.utils import timezone

from configurator import access
from configurator.access import Right
from configurator.access import Visitor
from configurator.events import inbox
from configurator.events import log
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.models import Verb
from configurator.models.revision import LARGE_FIELDS
from configurator.reviews.environments import approved_rows
from configurator.reviews.environments import inherited
from configurator.reviews.environments import last_approved
from configurator.reviews.refusals import review_refusal
from configurator.reviews.state import Decision
from configurator.reviews.state import ReviewState
from configurator.reviews.state import review_state
from configurator.services import git_history
from configurator.services.locking import locked
from configurator.services.threads import publish_pending
from configurator.wording.plurals import counted

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

AS_SUGGESTER = "who suggested a value of it"


class Refused(Exception):
    """What a person tried is not possible; the message tells why, and what to do."""


@dataclass(frozen=True)
class SubmittedReview:
    """A review, and whether it is new: submitting is idempotent."""

    review: Review
    new: bool


@transaction.atomic
def submit(  # noqa: PLR0913 - a review has a decision, its words, and what it is of
    key: UUID,
    number: int,
    by: User | Visitor,
    *,
    decision: Decision,
    body: str = "",
    digest: str = "",
    environments: Iterable[str] = (),
) -> SubmittedReview:
    """Submit a review of the latest revision; ``digest`` names the bundle that is approved.

    ``environments`` are those that the decision is for; without a name it is for all of them.
    Raise :class:`Refused` where the person cannot submit this decision, or where they saw another
    bundle. A visitor's access is checked again here, under the lock on the configuration. The
    comments of the reviewer's pending review become a part of it: one event tells of them all.
    """
    configuration = locked(key)
    reviewer = by if isinstance(by, User) else reviewer_of(by, configuration, number)
    revision = configuration.revisions.get(number=number)
    names = _decided(revision, decision, environments)
    review = Review(
        revision=revision,
        reviewer=reviewer,
        decision=decision,
        body=body,
        environments=names,
        own=revision.written_by(reviewer, names),
        suggested=revision.suggested_by(reviewer, names),
    )
    _check(review, digest)
    if earlier := _submitted_before(review):
        return SubmittedReview(earlier, new=False)
    review.save()
    comments = publish_pending(configuration, review)
    configuration.requests.filter(reviewer=reviewer, done=None).update(done=timezone.now())
    update_states(configuration, revision)
    _record(configuration, review, comments)
    return SubmittedReview(review, new=True)


def _check(review: Review, digest: str) -> None:
    """Refuse a review that its reviewer cannot submit, and an approval of another bundle."""
    revision, decision = review.revision, review.decision
    if reason := review_refusal(revision, review.reviewer, decision, review.environments):
        raise Refused(reason)
    if decision == Decision.APPROVE and digest != revision.digest:
        raise Refused(OTHER_BUNDLE)


def _submitted_before(review: Review) -> Review | None:
    """Return the last review of its reviewer where it says the same, and no comment waits."""
    pending = Comment.objects.filter(
        thread__configuration=review.revision.configuration_id,
        author=review.reviewer,
        pending=True,
    )
    last = review.revision.reviews.filter(reviewer=review.reviewer).last()
    if last is None or pending.exists():
        return None
    columns = ("decision", "body", "environments")
    same = all(getattr(last, name) == getattr(review, name) for name in columns)
    return last if same else None


def _record(configuration: Configuration, review: Review, comments: int) -> None:
    """Record a review, with the comments that were published with it."""
    log.record_event(
        configuration,
        VERBS[Decision(review.decision)],
        review.reviewer,
        revision=review.revision.number,
        review=review.pk,
        digest=review.revision.digest,
        own=AS_AUTHOR if review.own else AS_SUGGESTER if review.suggested else "",
        environments=", ".join(review.environments),
        comments=counted(comments, "comment") if comments else "",
    )


def reviewer_of(visitor: Visitor, configuration: Configuration, number: int) -> User:
    """Return the visitor as a reviewer of a locked configuration; ``access`` raises otherwise."""
    return access.granted(visitor, configuration, Right.REVIEW, number).reviewer


def _decided(revision: Revision, decision: Decision, environments: Iterable[str]) -> list[str]:
    """List the environments that a review decides on, in the order of promotion.

    A name that the revision does not have stays, so that it can be refused.
    """
    chosen = set(environments)
    if decision == Decision.COMMENT or not (chosen or revision.environments):
        return []
    known = [name for name in revision.environments if name in chosen or not chosen]
    return [*known, *sorted(chosen.difference(known))]


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
    revision.approval_rules = [rule.row for rule in review.rules]
    revision.environment_approvals = [environment.row for environment in review.environments]
    columns = ["state", "required", "approval_rules", "environment_approvals"]
    revision.save(update_fields=columns)
    approved = configuration.revisions.filter(state=State.APPROVED)
    configuration.approved = approved.aggregate(last=Max("number"))["last"] or 0
    if revision.number == configuration.latest:
        configuration.state = review.state
        configuration.environment_approvals = _approvals_of(configuration, review)
    configuration.save(update_fields=["approved", "state", "environment_approvals", "updated"])
    git_history.add_commits(configuration)
    inbox.sort(configuration.pk)


def _approvals_of(configuration: Configuration, latest: ReviewState) -> list[dict[str, Any]]:
    """List the environments of the latest revision with the last approved revision of each."""
    if not latest.environments:
        return []
    numbers = last_approved(configuration)
    return [
        {
            "environment": environment.environment,
            "required": environment.required,
            "approved": numbers.get(environment.environment, 0),
        }
        for environment in latest.environments
    ]


@transaction.atomic
def recount(rows: QuerySet[Configuration]) -> None:
    """Count the approvals of revisions in review again, as fewer may be required now.

    An approved revision stays approved where more are required. A revision with environments is
    counted before its review begins, too: it may have approvals of the same objects.
    """
    begun = Q(state=State.IN_REVIEW)
    by_environment = Q(state=State.SAVED) & ~Q(environment_approvals=[])
    for key in rows.filter(begun | by_environment).order_by("pk").values_list("pk", flat=True):
        configuration = locked(key)
        update_states(configuration, configuration.revisions.get(number=configuration.latest))


def recount_after_move(configuration: Configuration) -> list[int]:
    """Count all approvals of a locked configuration again, by the rules of its new owner.

    Return the numbers of the revisions that are no longer approved.
    """
    approved = set(_approved(configuration))
    rows = configuration.revisions.defer(*LARGE_FIELDS)
    reviewed = Q(reviews__isnull=False) | ~Q(environment_approvals=[])
    numbers = rows.filter(reviewed | Q(number=configuration.latest)).values_list(
        "number", flat=True
    )
    for number in sorted(set(numbers)):
        update_states(configuration, rows.get(number=number), recount=True)
    return sorted(approved - set(_approved(configuration)))


def _approved(configuration: Configuration) -> Iterable[int]:
    return configuration.revisions.filter(state=State.APPROVED).values_list("number", flat=True)


def start_review(configuration: Configuration, revision: Revision) -> None:
    """Start the review of a new revision, and request it again from the same reviewers.

    Earlier reviews stay with their revisions. They count in this one for the environments that
    render the same objects; where nothing is left to approve, nobody is asked.
    """
    writers = {revision.author_id, *revision.writers.values()}
    earlier = configuration.revisions.exclude(pk=revision.pk)
    earlier.filter(state=State.IN_REVIEW).update(state=State.SAVED)
    revision.configuration = configuration
    revision.environment_approvals = inherited(revision)
    settled = bool(revision.environments) and review_state(revision).state == State.APPROVED
    request = {"revision": revision} if settled else {"revision": revision, "done": None}
    configuration.requests.exclude(reviewer__in=writers).update(**request)
    update_states(configuration, revision)


@dataclass(frozen=True)
class ApprovalChanges:
    """The environments that keep their approval in a new revision, and those that lose it."""

    retained: str = ""
    lost: str = ""


def approval_changes(revision: Revision) -> ApprovalChanges:
    """Name the environments of a new revision whose approval is kept or lost, with commas.

    An environment loses its approval where the revision before it was approved for it.
    """
    if not revision.environments:
        return ApprovalChanges()
    approved = {row["environment"] for row in approved_rows(revision)}
    before = revision.configuration.revisions.filter(number=revision.number - 1).first()
    earlier = {row["environment"] for row in approved_rows(before)} if before else set()
    names = revision.environments
    retained = [name for name in names if name in approved]
    lost = [name for name in names if name in earlier - approved]
    return ApprovalChanges(", ".join(retained), ", ".join(lost))
