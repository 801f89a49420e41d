"""The summary of a revision's review: its state, its participants, its reviews and waivers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from configurator.access import Access
from configurator.access import Right
from configurator.access.rights import ONE_ONLY
from configurator.models import Review
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import User
from configurator.models.revision import LARGE_REVISION_FIELDS
from configurator.plans.stored_findings import StoredFinding
from configurator.reviews.state import Decision
from configurator.reviews.state import ReviewState
from configurator.reviews.state import deciding_reviews
from configurator.reviews.state import review_state
from configurator.reviews.state import waiver_refusal
from configurator.reviews.waivers import RevisionWaiver
from configurator.reviews.waivers import revision_waivers
from configurator.reviews.waivers import waivable

ICONS: dict[str, str] = {
    Decision.APPROVE: "approved",
    Decision.REQUEST_CHANGES: "changes-requested",
    Decision.COMMENT: "comment",
}


@dataclass(frozen=True)
class Participant:
    """A person who was asked for a review or submitted one, with their review that counts.

    ``current`` tells that the review is of the revision that is shown, not of an earlier one.
    """

    person: User
    request: ReviewRequest | None
    review: Review | None
    current: bool

    @property
    def icon(self) -> str:
        """Return the state whose icon is shown; a review of an earlier revision does not count."""
        return ICONS[self.review.decision] if self.review and self.current else "in-review"

    @property
    def status(self) -> str:
        """Write whether the person reviewed the revision, and what they decided."""
        if self.review is None:
            return "Review requested"
        decision = self.review.past_tense.capitalize()
        requested = self.request and not self.request.done
        if self.current:
            own = ", as the author (self-approval in a team of one)" if self.review.own else ""
            return f"{decision}{own}{'; review requested again' if requested else ''}"
        earlier = f"{decision} revision {self.review.revision.number}"
        return f"{earlier}; review requested again" if requested else f"{earlier}, not this one"


@dataclass(frozen=True)
class ReviewSummary:
    """The review of one revision: its state, participants, reviews and waivers.

    ``waivable`` lists what a reviewer could waive, and ``waiver_refusal`` why the visitor cannot.
    """

    state: ReviewState
    participants: tuple[Participant, ...]
    reviews: tuple[Review, ...]
    waivers: tuple[RevisionWaiver, ...]
    waivable: tuple[StoredFinding, ...]
    waiver_refusal: str


def review_summary(access: Access, revision: Revision) -> ReviewSummary:
    """Gather the review of a revision, with the reviews of earlier ones that the visitor sees."""
    rows = Review.objects.filter(
        revision__in=access.configuration.revisions.filter(number__lte=revision.number)
    )
    if access.pinned:
        rows = rows.filter(revision=access.pinned)
    reviews = list(rows.select_related("reviewer", "revision").defer(*LARGE_REVISION_FIELDS))
    requests = list(revision.requests.select_related("reviewer"))
    return ReviewSummary(
        state=review_state(revision),
        participants=tuple(_participants(revision, requests, reviews)),
        reviews=tuple(review for review in reviews if review.revision_id == revision.pk),
        waivers=revision_waivers(revision),
        waivable=waivable(revision) if access.may(Right.REVIEW) else (),
        waiver_refusal=_waiver_refusal(access, revision),
    )


def _waiver_refusal(access: Access, revision: Revision) -> str:
    if access.pinned:
        return ONE_ONLY
    if access.person is None or not access.may(Right.REVIEW):
        return ""
    return waiver_refusal(revision, access.person)


def _participants(
    revision: Revision, requests: list[ReviewRequest], reviews: list[Review]
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
        review = _counted(reviews_by_person.get(person, []), revision)
        if review:
            current = review.revision_id == revision.pk
            yield Participant(review.reviewer, request, review, current)
        elif request:
            yield Participant(request.reviewer, request, None, current=False)


def _counted(reviews: list[Review], revision: Revision) -> Review | None:
    """Pick a person's review that counts: a decision here, a comment here, else their last one."""
    of_revision = [review for review in reviews if review.revision_id == revision.pk]
    deciding = deciding_reviews(of_revision)
    if deciding:
        return deciding[0]
    return next(reversed(of_revision or reviews), None)
