"""The reviews of each environment of a revision: they are of the objects that it renders.

An approval counts in every later revision in which the environment renders the same objects. A
request for changes ends the approvals before it, unless its reviewer approves these objects later.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import State
from configurator.models.revision import LARGE_REVISION_FIELDS
from configurator.wording import plurals

# Of a revision, what tells for which environments it is approved. Without the configuration's
# key, Django would load it for each row.
COLUMNS = (
    *("configuration", "number", "state", "required", "approval_rules"),
    *("environments", "renderings", "environment_approvals"),
)
Decision = Review.Decision
Row = dict[str, Any]
Counts = Callable[[str, Review], bool]


@dataclass(frozen=True)
class AppliedRule:
    """An approval rule that applies to a revision, with the approvals that count for it.

    ``changed`` holds the paths of the changed choices that it is about; it is empty where all is
    new, and where the rule was met long ago. ``people`` holds the keys of those who can approve.
    """

    choices: str
    environment: str
    required: int
    approvers: str
    approved_by: tuple[str, ...]
    changed: tuple[str, ...] = ()
    people: frozenset[int] = frozenset()

    @property
    def met(self) -> bool:
        """Tell whether enough of these people approve."""
        return len(self.approved_by) >= self.required

    @property
    def missing(self) -> int:
        """Count the approvals that it still needs."""
        return max(0, self.required - len(self.approved_by))

    @property
    def row(self) -> Row:
        """Return what the revision stores of it."""
        return {
            "choices": self.choices,
            "required": self.required,
            "approvers": self.approvers,
            "approvedBy": list(self.approved_by),
        }


@dataclass(frozen=True)
class EnvironmentReview:
    """The reviews of one environment of a revision that count.

    ``digest`` is the SHA-256 of the objects that it renders; it is empty without a bundle.
    ``required`` is 0 where the environment needs no approval. ``rules`` are the approval rules that
    its changes fall under.
    """

    environment: str
    digest: str
    required: int
    approvals: tuple[Review, ...]
    change_requests: tuple[Review, ...]
    rules: tuple[AppliedRule, ...] = ()

    @property
    def approved(self) -> bool:
        """Tell whether enough reviewers approve, all rules are met, and nobody requests changes."""
        enough = len(self.approvals) >= max(self.required, 1)
        return enough and all(rule.met for rule in self.rules) and not self.change_requests

    @property
    def settled(self) -> bool:
        """Tell whether no approval is missing and no reviewer requests changes."""
        return self.approved or (not self.required and not self.change_requests)

    @property
    def state(self) -> str:
        """Return the state: ``approved``, ``changes-requested``, ``not-required`` or ``open``."""
        if self.change_requests:
            return "changes-requested"
        if self.approved:
            return "approved"
        return "open" if self.required else "not-required"

    @property
    def status(self) -> str:
        """Write what the reviewers decided, and how many approvals it has of how many."""
        if self.change_requests:
            return "changes requested"
        if self.required == 0 and not self.approvals:
            return "no approval required"
        count = f"{len(self.approvals)} of {plurals.counted(self.required, 'approval')}"
        if unmet := [rule for rule in self.rules if not rule.met]:
            return f"{count}, {plurals.counted(len(unmet), 'approval rule')} not met"
        return f"approved, {count}" if self.approved and self.required else count

    @property
    def row(self) -> Row:
        """Return what the revision stores of it."""
        return {
            "environment": self.environment,
            "required": self.required,
            "approved": self.approved,
            **({"rules": [rule.row for rule in self.rules]} if self.rules else {}),
        }


Rules = Callable[[str, tuple[Review, ...]], tuple[AppliedRule, ...]]


def environment_reviews(
    revision: Revision, required: Mapping[str, int], counts: Counts, rules: Rules
) -> tuple[EnvironmentReview, ...]:
    """Find the reviews of each environment of a revision.

    ``required`` is the number of approvals that each needs, ``counts`` tells whether an approval
    counts in an environment by the rules of the owner, and ``rules`` lists the approval rules that
    apply.
    """
    reviews = _reviews(revision)
    return tuple(
        _with_rules(_environment_review(revision, name, required[name], reviews, counts), rules)
        for name in revision.environments
    )


def _with_rules(review: EnvironmentReview, rules: Rules) -> EnvironmentReview:
    """Add the approval rules of an environment, which then needs one approval at least."""
    applied = rules(review.environment, review.approvals)
    required = max(review.required, 1) if applied else review.required
    return replace(review, rules=applied, required=required)


def _environment_review(
    revision: Revision, name: str, required: int, reviews: Iterable[Review], counts: Counts
) -> EnvironmentReview:
    deciding = _deciding(_of_same_objects(revision, name, reviews))
    requests = [review for review in deciding if review.decision == Decision.REQUEST_CHANGES]
    own = tuple(review for review in requests if review.revision_id == revision.pk)
    earlier = [review.pk for review in requests if review.revision_id != revision.pk]
    approvals = (
        review
        for review in deciding
        if review.decision == Decision.APPROVE
        and review.pk > max(earlier, default=0)
        and counts(name, review)
    )
    digest = revision.renderings.get(name, "")
    return EnvironmentReview(name, digest, required, tuple(approvals), own)


def _reviews(revision: Revision) -> list[Review]:
    """List the reviews of a revision and of the ones before it, in their order."""
    rows = Review.objects.filter(
        revision__configuration=revision.configuration_id, revision__number__lte=revision.number
    )
    return list(rows.select_related("reviewer", "revision").defer(*LARGE_REVISION_FIELDS))


def _of_same_objects(
    revision: Revision, environment: str, reviews: Iterable[Review]
) -> Iterator[Review]:
    digest = revision.renderings.get(environment)
    for review in reviews:
        own = review.revision_id == revision.pk
        same = bool(digest) and review.revision.renderings.get(environment) == digest
        if review.covers(environment) and (own or same):
            yield review


def _deciding(reviews: Iterable[Review]) -> tuple[Review, ...]:
    decisions = (Decision.APPROVE, Decision.REQUEST_CHANGES)
    latest = {review.reviewer_id: review for review in reviews if review.decision in decisions}
    return tuple(sorted(latest.values(), key=lambda review: review.pk))


def inherited(revision: Revision) -> list[Row]:
    """List the environments that render what an earlier revision rendered, and was approved for.

    Each keeps the number of approvals that it needed there: to require more revokes none.
    """
    if not revision.environments:
        return []
    rows = revision.configuration.revisions.filter(number__lt=revision.number)
    earlier = list(rows.order_by("-number").only(*COLUMNS))
    return [row for name in revision.environments if (row := _inherited(revision, name, earlier))]


def _inherited(revision: Revision, environment: str, earlier: Iterable[Revision]) -> Row | None:
    digest = revision.renderings.get(environment)
    same = (row for row in earlier if digest and row.renderings.get(environment) == digest)
    newest = next(same, None)
    return next(approved_rows(newest, environment), None) if newest else None


def approved_rows(revision: Revision, environment: str = "") -> Iterator[Row]:
    """List the environments for which a revision is approved, or only one of this name.

    A revision without environments is for one, and approved as a whole.
    """
    if revision.environments:
        rows = [row for row in revision.environment_approvals if row["approved"]]
    elif revision.state == State.APPROVED:
        rules = {"rules": revision.approval_rules} if revision.approval_rules else {}
        one = {"required": revision.required, "approved": True, **rules}
        rows = [{"environment": name, **one} for name in revision.renderings]
    else:
        rows = []
    return (row for row in rows if environment in ("", row["environment"]))


def last_approved(configuration: Configuration, before: int = 0) -> dict[str, int]:
    """Map each environment to the number of the last revision that is approved for it.

    ``before`` leaves out that revision and those after it.
    """
    revisions = configuration.revisions.order_by("number")
    if before:
        revisions = revisions.filter(number__lt=before)
    return {
        row["environment"]: revision.number
        for revision in revisions.only(*COLUMNS)
        for row in approved_rows(revision)
    }
