"""The state of a revision's review: which reviews count, and how many are required."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models import User
from configurator.reviews.approval_rules import RulesOfRevision
from configurator.reviews.approval_rules import environment_of
from configurator.reviews.approval_rules import stored_rules
from configurator.reviews.environments import AppliedRule
from configurator.reviews.environments import EnvironmentReview
from configurator.reviews.environments import environment_reviews

Decision = Review.Decision
DECIDING = (Decision.APPROVE, Decision.REQUEST_CHANGES)


@dataclass(frozen=True)
class ReviewState:
    """The reviews of one revision that count. ``started`` tells that a review exists or is asked.

    Of several reviews by one person the latest that decides counts: a comment decides nothing.
    ``environments`` are those of the revision; without them the revision is approved as a whole,
    and ``rules`` are the approval rules that its changes fall under.
    """

    approvals: tuple[Review, ...]
    change_requests: tuple[Review, ...]
    required: int
    started: bool
    environments: tuple[EnvironmentReview, ...] = ()
    rules: tuple[AppliedRule, ...] = ()

    @property
    def state(self) -> State:
        """Return the state of the revision that follows."""
        if self.change_requests:
            return State.CHANGES_REQUESTED
        if self._approved:
            return State.APPROVED
        return State.IN_REVIEW if self.started else State.SAVED

    @property
    def _approved(self) -> bool:
        """Tell whether no environment lacks an approval, and some reviewer approves."""
        if not self.environments:
            return len(self.approvals) >= self.required and all(rule.met for rule in self.rules)
        settled = all(environment.settled for environment in self.environments)
        return settled and bool(self.approvals)

    @property
    def all_rules(self) -> tuple[AppliedRule, ...]:
        """List the approval rules of the revision, or those of each of its environments."""
        by_environment = (rule for review in self.environments for rule in review.rules)
        return (*self.rules, *by_environment)

    def of(self, environment: str) -> EnvironmentReview:
        """Find the reviews of an environment; ``KeyError`` where there is none of this name."""
        return {review.environment: review for review in self.environments}[environment]


def review_state(revision: Revision, *, recount: bool = False) -> ReviewState:
    """Count the reviews of a revision; ``recount`` ignores that it is approved already."""
    if revision.environments:
        return _by_environment(revision, recount=recount)
    reviews = list(revision.reviews.select_related("reviewer"))
    deciding = deciding_reviews(reviews)
    approved = revision.state == State.APPROVED and not recount
    approvals = tuple(
        review
        for review in deciding
        if review.decision == Decision.APPROVE
        and (approved or _counts(revision.configuration, review))
    )
    environment = next(iter(revision.renderings), "") or environment_of(revision)
    return ReviewState(
        approvals=approvals,
        change_requests=tuple(
            review for review in deciding if review.decision == Decision.REQUEST_CHANGES
        ),
        # A team that requires more approvals from now on revokes none that was given.
        required=revision.required if approved else _required_of_plan(revision),
        started=bool(reviews) or revision.requests.exists(),
        rules=stored_rules(revision.approval_rules, environment)
        if approved
        else RulesOfRevision(revision).of(environment, approvals, required=1),
    )


def _by_environment(revision: Revision, *, recount: bool) -> ReviewState:
    """Count the reviews of each environment, of this revision or of the same objects earlier."""
    configuration, rows = revision.configuration, revision.environment_approvals
    # Nothing that was approved, or needed no approval in an approved revision, is asked for again.
    approved = revision.state == State.APPROVED
    settled = (
        {} if recount else {row["environment"]: row for row in rows if approved or row["approved"]}
    )
    required = {
        name: settled[name]["required"]
        if name in settled
        else required_approvals(configuration, name)
        for name in revision.environments
    }
    fresh = RulesOfRevision(revision)

    def rules(name: str, approvals: tuple[Review, ...]) -> tuple[AppliedRule, ...]:
        if name in settled:
            return stored_rules(settled[name].get("rules", ()), name)
        return fresh.of(name, approvals, required=required[name])

    reviews = environment_reviews(
        revision,
        required,
        lambda name, review: name in settled or _counts(configuration, review),
        rules,
    )
    return ReviewState(
        approvals=_each_once(review.approvals for review in reviews),
        change_requests=_each_once(review.change_requests for review in reviews),
        required=max(review.required for review in reviews),
        started=revision.reviews.exists() or revision.requests.exists(),
        environments=reviews,
    )


def _each_once(groups: Iterable[Iterable[Review]]) -> tuple[Review, ...]:
    reviews = {review.pk: review for group in groups for review in group}
    return tuple(reviews[key] for key in sorted(reviews))


def deciding_reviews(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Pick the latest deciding review of each reviewer from reviews in their order."""
    latest = {review.reviewer_id: review for review in reviews if review.decision in DECIDING}
    return tuple(sorted(latest.values(), key=lambda review: review.pk))


def _counts(configuration: Configuration, approval: Review) -> bool:
    """Tell whether an approval counts by the rules of the owner.

    One by an author counts only while no one else is in the team, and one by somebody whose
    suggestion was taken only where the team lets them approve.
    """
    if approval.own:
        return is_team_of_one(configuration, approval.reviewer)
    return not approval.suggested or suggesters_approve(configuration)


def suggesters_approve(configuration: Configuration) -> bool:
    """Tell whether somebody whose suggestion was taken may approve, by the rules of the owner."""
    return configuration.team is None or configuration.team.suggesters_approve


def required_approvals(configuration: Configuration, environment: str = "") -> int:
    """Return how many approvals a revision needs, or an environment of it; 0 for none."""
    team = configuration.team
    if team is None:
        return 1
    return int(team.approvals_by_environment.get(environment, team.required_approvals))


def _required_of_plan(revision: Revision) -> int:
    """Return how many approvals a plan for one environment needs: one at least."""
    environment = next(iter(revision.renderings), "")
    return max(1, required_approvals(revision.configuration, environment))


def is_team_of_one(configuration: Configuration, person: User) -> bool:
    """Tell whether a person is the only member of a team that allows self-approval."""
    team = configuration.team
    if team is None or not team.self_approval:
        return False
    return list(team.memberships.values_list("person", flat=True)) == [person.pk]
