"""The summary of a revision's review: its state, its participants, its reviews and waivers."""

from __future__ import annotations

from collections.abc import Container
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch
from django.db.models import prefetch_related_objects

from configurator.access import Access
from configurator.access import Right
from configurator.access.rights import ONE_ONLY
from configurator.models import Comment
from configurator.models import Review
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import User
from configurator.models.revision import LARGE_REVISION_FIELDS
from configurator.plans.stored_findings import StoredFinding
from configurator.reviews.approval_rules import candidates
from configurator.reviews.approval_rules import changed_titles
from configurator.reviews.environments import AppliedRule
from configurator.reviews.environments import EnvironmentReview
from configurator.reviews.environments import last_approved
from configurator.reviews.refusals import waiver_refusal
from configurator.reviews.state import Decision
from configurator.reviews.state import ReviewState
from configurator.reviews.state import deciding_reviews
from configurator.reviews.state import review_state
from configurator.reviews.waivers import RevisionWaiver
from configurator.reviews.waivers import revision_waivers
from configurator.reviews.waivers import waivable
from configurator.wording.plurals import listed

ICONS: dict[str, str] = {
    Decision.APPROVE: "approved",
    Decision.REQUEST_CHANGES: "changes-requested",
    Decision.COMMENT: "comment",
}


@dataclass(frozen=True)
class Participant:
    """A person who was asked for a review or submitted one, with their review that counts.

    ``current`` tells that the review is of the revision that is shown, not of an earlier one. An
    approval of an earlier one counts for the environments in ``counts_for``: they render the same.
    """

    person: User
    request: ReviewRequest | None
    review: Review | None
    current: bool
    counts_for: tuple[str, ...] = ()

    @property
    def outdated(self) -> bool:
        """Tell whether the person reviewed an earlier revision alone, and is not asked again."""
        asked = self.request is not None and self.request.done is None
        return bool(self.review) and not (self.current or self.counts_for or asked)

    @property
    def icon(self) -> str:
        """Return the state whose icon is shown; a review that does not count has none."""
        counts = self.current or self.counts_for
        return ICONS[self.review.decision] if self.review and counts else "in-review"

    @property
    def status(self) -> str:
        """Write whether the person reviewed the revision, and what they decided."""
        if self.review is None:
            return "Review requested"
        decision = self.review.past_tense.capitalize()
        requested = self.request and not self.request.done
        names = listed(self.review.environments if self.current else self.counts_for)
        of = f" for {names}" if names else ""
        if self.current:
            own = ", as the author (self-approval in a team of one)" if self.review.own else ""
            suggested = ", having suggested a value of it" if self.review.suggested else ""
            return (
                f"{decision}{of}{own}{suggested}{'; review requested again' if requested else ''}"
            )
        earlier = f"{decision} revision {self.review.revision.number}"
        if self.counts_for:
            return f"{earlier}{of}, which rendered the same objects"
        return f"{earlier}; review requested again" if requested else f"{earlier}, not this one"


@dataclass(frozen=True)
class EnvironmentSummary:
    """The review of one environment, and the revisions that it is compared with.

    ``given_to`` is the number of the earlier revision whose approval counts, as it rendered the
    same objects. ``base`` is that of the last revision before this one that is approved for it.
    Both are 0 without one.
    """

    review: EnvironmentReview
    given_to: int
    base: int


@dataclass(frozen=True)
class RuleSummary:
    """An approval rule, the titles of the changes that it is about, and whom to ask."""

    rule: AppliedRule
    changed: str
    candidates: tuple[User, ...]


@dataclass(frozen=True)
class ReviewSummary:
    """The review of one revision: its state, participants, approval rules, reviews and waivers.

    ``again`` are those who reviewed an earlier revision alone and could be asked again.
    ``waivable`` lists what a reviewer could waive, and ``waiver_refusal`` why the visitor cannot.
    """

    state: ReviewState
    environments: tuple[EnvironmentSummary, ...]
    participants: tuple[Participant, ...]
    rules: tuple[RuleSummary, ...]
    reviews: tuple[Review, ...]
    again: tuple[User, ...]
    waivers: tuple[RevisionWaiver, ...]
    waivable: tuple[StoredFinding, ...]
    waiver_refusal: str

    @property
    def waiting_for(self) -> list[str]:
        """Name those whose review is requested and not given."""
        return [
            participant.person.display_name
            for participant in self.participants
            if participant.request and not participant.request.done
        ]

    @property
    def settled(self) -> int:
        """Count the environments that need no further approval."""
        return sum(environment.review.settled for environment in self.environments)


def review_summary(access: Access, revision: Revision) -> ReviewSummary:
    """Gather the review of a revision, with the reviews of earlier ones that the visitor sees."""
    rows = Review.objects.filter(
        revision__in=access.configuration.revisions.filter(number__lte=revision.number)
    )
    if access.pinned:
        rows = rows.filter(revision=access.pinned)
    reviews = list(rows.select_related("reviewer", "revision").defer(*LARGE_REVISION_FIELDS))
    requests = list(revision.requests.select_related("reviewer"))
    state = review_state(revision)
    participants = tuple(_participants(revision, requests, reviews, _counting(revision, state)))
    return ReviewSummary(
        state=state,
        environments=tuple(_environments(access, revision, state)),
        participants=participants,
        rules=tuple(_rules(access, revision, state)),
        again=tuple(
            participant.person
            for participant in participants
            if participant.outdated and not revision.written_by(participant.person)
        ),
        reviews=_with_comments(review for review in reviews if review.revision_id == revision.pk),
        waivers=revision_waivers(revision),
        waivable=waivable(revision) if access.may(Right.REVIEW) else (),
        waiver_refusal=_waiver_refusal(access, revision),
    )


def _rules(access: Access, revision: Revision, state: ReviewState) -> Iterable[RuleSummary]:
    """Say what each rule is about; a link to one revision does not tell what changed in it."""
    rules = state.all_rules
    able: list[tuple[User, ...]] = [()] * len(rules)
    if access.may(Right.EDIT) and not all(rule.met for rule in rules):
        able = candidates(rules, revision, access.person)
    for rule, people in zip(rules, able, strict=True):
        yield RuleSummary(rule, "" if access.pinned else changed_titles(rule), people)


def _with_comments(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Load the comments that were submitted with each review."""
    rows = tuple(reviews)
    comments = Comment.objects.filter(deleted=None).select_related("thread")
    prefetch_related_objects(rows, Prefetch("comments", comments))
    return rows


def _waiver_refusal(access: Access, revision: Revision) -> str:
    if access.pinned:
        return ONE_ONLY
    if access.person is None or not access.may(Right.REVIEW):
        return ""
    return waiver_refusal(revision, access.person)


def _environments(
    access: Access, revision: Revision, state: ReviewState
) -> Iterable[EnvironmentSummary]:
    if not state.environments:
        return
    # A link to one revision leads to no other.
    bases = {} if access.pinned else last_approved(revision.configuration, revision.number)
    for review in state.environments:
        newest = max((approval.revision.number for approval in review.approvals), default=0)
        given_to = newest if review.approved and newest < revision.number else 0
        yield EnvironmentSummary(review, given_to, bases.get(review.environment, 0))


def _counting(revision: Revision, state: ReviewState) -> dict[int, tuple[str, ...]]:
    """Map approvals of earlier revisions to the environments in which they count."""
    return {
        approval.pk: tuple(
            review.environment for review in state.environments if approval in review.approvals
        )
        for approval in state.approvals
        if approval.revision_id != revision.pk
    }


def _participants(
    revision: Revision,
    requests: list[ReviewRequest],
    reviews: list[Review],
    counting: dict[int, tuple[str, ...]],
) -> Iterable[Participant]:
    request_by_person = {request.reviewer_id: request for request in requests}
    reviews_by_person = {
        person: list(group)
        for person, group in groupby(
            sorted(reviews, key=lambda review: (review.reviewer_id, review.pk)),
            key=lambda review: review.reviewer_id,
        )
    }
    for person in dict.fromkeys((*request_by_person, *reviews_by_person)):
        request = request_by_person.get(person)
        review = _counted(reviews_by_person.get(person, []), revision, counting)
        if review:
            current = review.revision_id == revision.pk
            names = counting.get(review.pk, ())
            yield Participant(review.reviewer, request, review, current, names)
        elif request:
            yield Participant(request.reviewer, request, None, current=False)


def _counted(reviews: list[Review], revision: Revision, counting: Container[int]) -> Review | None:
    """Pick a person's review that counts: a decision here, an approval that is kept, a comment
    here, else their last one.
    """
    of_revision = [review for review in reviews if review.revision_id == revision.pk]
    deciding = deciding_reviews(of_revision)
    if deciding:
        return deciding[0]
    approvals = [review for review in reviews if review.pk in counting]
    return next(reversed(approvals or of_revision or reviews), None)
