"""Who takes part in the review of a revision, and what each of them said, as its page shows it."""

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
from configurator.models.revision import OF_ITS_REVISION
from configurator.plans.stored_findings import Judged
from configurator.reviews.state import Standing
from configurator.reviews.state import decisions
from configurator.reviews.state import standing
from configurator.reviews.state import waiver_refusal
from configurator.reviews.waivers import Accepted
from configurator.reviews.waivers import accepted
from configurator.reviews.waivers import waivable

MARKS = {"approve": "approved", "request-changes": "changes-requested", "comment": "comment"}


@dataclass(frozen=True)
class Voice:
    """Somebody who was asked or who spoke: what counts of what they said, and on which revision."""

    person: User
    request: ReviewRequest | None
    review: Review | None
    here: bool

    @property
    def mark(self) -> str:
        """Name the shape that says how it stands; an earlier verdict counts for nothing here."""
        return MARKS[self.review.verdict] if self.review and self.here else "in-review"

    @property
    def words(self) -> str:
        """Say how it stands."""
        if self.review is None:
            return "Asked, and has not answered yet"
        said = self.review.said.capitalize()
        again = self.request and not self.request.done
        if self.here:
            own = ", as the author: this team of one allows it" if self.review.own else ""
            return f"{said}{own}{', and is asked again' if again else ''}"
        rest = "and is asked for this one" if again else "not this one"
        return f"{said} at revision {self.review.revision.number}, {rest}"


@dataclass(frozen=True)
class Board:
    """The review of one revision: how it stands, who takes part, and all that was said.

    ``waivable`` lists what somebody who may review could waive, and ``why_not`` why they cannot.
    """

    standing: Standing
    voices: tuple[Voice, ...]
    said: tuple[Review, ...]
    waivers: tuple[Accepted, ...]
    waivable: tuple[Judged, ...]
    why_not: str


def board(here: Access, revision: Revision) -> Board:
    """Gather the review of a revision, with what was said of earlier ones that are visible."""
    rows = Review.objects.filter(
        revision__in=here.configuration.revisions.filter(number__lte=revision.number)
    )
    if here.pinned:
        rows = rows.filter(revision=here.pinned)
    reviews = list(rows.select_related("reviewer", "revision").defer(*OF_ITS_REVISION))
    said = tuple(each for each in reviews if each.revision_id == revision.pk)
    requests = list(revision.requests.select_related("reviewer"))
    may = here.person is not None and here.may(Right.REVIEW)
    why_not = waiver_refusal(revision, here.person) if may and here.person else ""
    why_not = ONE_ONLY if here.pinned else why_not
    return Board(
        standing=standing(revision),
        voices=tuple(_voices(revision, requests, reviews)),
        said=said,
        waivers=accepted(revision),
        waivable=waivable(revision) if may else (),
        why_not=why_not,
    )


def _voices(
    revision: Revision, requests: list[ReviewRequest], reviews: list[Review]
) -> Iterable[Voice]:
    asked = {each.reviewer_id: each for each in requests}
    by_person = {
        person: list(said)
        for person, said in groupby(
            sorted(reviews, key=lambda each: (each.reviewer_id, each.pk)),
            key=lambda each: each.reviewer_id,
        )
    }
    for person in dict.fromkeys((*asked, *by_person)):
        request = asked.get(person)
        counted = _counted(by_person.get(person, []), revision)
        if counted:
            yield Voice(counted.reviewer, request, counted, counted.revision_id == revision.pk)
        elif request:
            yield Voice(request.reviewer, request, None, here=False)


def _counted(said: list[Review], revision: Revision) -> Review | None:
    """Pick what counts of what one person said: a verdict here, a word here, then what was last."""
    at_this = [each for each in said if each.revision_id == revision.pk]
    decided = decisions(at_this)
    if decided:
        return decided[0]
    return next(reversed(at_this or said), None)
