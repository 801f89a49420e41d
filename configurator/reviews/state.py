"""Where a revision stands with its reviewers, and what somebody may say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.reviews.waivers import WAIVERS
from configurator.reviews.waivers import waivable

Verdict = Review.Verdict
DECIDING = (Verdict.APPROVE, Verdict.REQUEST_CHANGES)


@dataclass(frozen=True)
class Standing:
    """What the reviewers of one revision decided. ``begun`` says that somebody was asked, or spoke.

    Of several verdicts by one reviewer the latest that decides counts: a comment decides nothing.
    """

    approvals: tuple[Review, ...]
    objections: tuple[Review, ...]
    required: int
    begun: bool

    @property
    def state(self) -> State:
        """Name the state that follows."""
        if self.objections:
            return State.CHANGES_REQUESTED
        if len(self.approvals) >= self.required:
            return State.APPROVED
        return State.IN_REVIEW if self.begun else State.SAVED


def standing(revision: Revision, *, anew: bool = False) -> Standing:
    """Count what was said of a revision; ``anew`` as if it were not approved so far."""
    reviews = list(revision.reviews.select_related("reviewer"))
    decided = decisions(reviews)
    approved = revision.state == State.APPROVED and not anew
    return Standing(
        approvals=tuple(
            each
            for each in decided
            if each.verdict == Verdict.APPROVE and (approved or _holds(revision, each))
        ),
        objections=tuple(each for each in decided if each.verdict == Verdict.REQUEST_CHANGES),
        # What a team asks of the next revision takes nothing from an approval that was given.
        required=revision.required if approved else required_by(revision.configuration),
        begun=bool(reviews) or revision.requests.exists(),
    )


def decisions(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Pick the latest deciding verdict of each reviewer from reviews in their order."""
    latest = {each.reviewer_id: each for each in reviews if each.verdict in DECIDING}
    return tuple(sorted(latest.values(), key=lambda each: each.pk))


def _holds(revision: Revision, approval: Review) -> bool:
    """Tell whether an approval still counts: an own one only while its giver is still alone."""
    return not approval.own or alone(revision.configuration, approval.reviewer)


def required_by(configuration: Configuration) -> int:
    """Say how many approvals a revision takes."""
    return configuration.team.required_approvals if configuration.team else 1


def alone(configuration: Configuration, person: User) -> bool:
    """Tell whether somebody is the only member of a team that lets such a one approve alone."""
    team = configuration.team
    if team is None or not team.self_approval:
        return False
    return list(team.memberships.values_list("person", flat=True)) == [person.pk]


def refusal(revision: Revision, person: User, verdict: str) -> str:
    """Say why somebody cannot give a verdict on a revision; nothing where they can."""
    configuration = revision.configuration
    if revision.number != configuration.latest:
        return _passed(revision)
    own = person.pk == revision.author_id
    if own and verdict == Verdict.REQUEST_CHANGES:
        return "This revision is yours: change the draft, and save the next one."
    if verdict == Verdict.APPROVE and not revision.digest:
        return "Errors block the bundle of this revision, so there are no bytes to approve."
    if verdict == Verdict.APPROVE and revision.written_by(person):
        return _of_ones_own(revision, person, "approve it")
    return ""


def waiver_refusal(revision: Revision, person: User, rule: str = "") -> str:
    """Say why somebody cannot waive a rule's warnings, or any; nothing where they can."""
    if revision.number != revision.configuration.latest:
        return _passed(revision)
    if revision.written_by(person) and (
        why := _of_ones_own(revision, person, "waive its warnings")
    ):
        return why
    if rule and rule not in {each.rule for each in waivable(revision)}:
        return "There is no such warning here: errors cannot be waived, and advice needs no waiver."
    return ""


def taking_back_refusal(revision: Revision, rule: str) -> str:
    """Say why a waiver cannot be taken back; nothing where it can."""
    if revision.number != revision.configuration.latest:
        return _passed(revision)
    if rule not in {each["rule"] for each in revision.document.get(WAIVERS, ())}:
        return "This revision holds no such waiver."
    return ""


def _of_ones_own(revision: Revision, person: User, act: str) -> str:
    """Say why who wrote a revision, or a part of it, leaves this to others."""
    if alone(revision.configuration, person):
        return ""
    if person.pk == revision.author_id:
        return f"You are the author of this revision, so somebody else has to {act}."
    return f"You wrote a part of this revision, so somebody who did not has to {act}."


def _passed(revision: Revision) -> str:
    latest = revision.configuration.latest
    return f"Only the latest revision is reviewed, and that is revision {latest}."
