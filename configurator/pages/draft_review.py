"""The author's view of the review, on every page of the draft: its state, threads, suggestions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

import generators
from configurator.comments.discussion import with_comments
from configurator.comments.subject import About
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import State
from configurator.models.revision import LARGE_FIELDS
from configurator.plans.environments import judgements_in
from configurator.plans.environments import parts_of
from configurator.plans.steps import step_of
from configurator.reviews.approval_rules import changed_titles
from configurator.reviews.approval_rules import rules_of_draft
from configurator.reviews.environments import AppliedRule
from configurator.reviews.environments import approved_rows
from configurator.reviews.state import Decision
from configurator.reviews.state import deciding_reviews
from configurator.reviews.state import required_approvals


class DraftReview:
    """The review of the latest revision, as its author sees it while they change the draft.

    Each part is looked up on first use: a save by itself shows only the marks of the steps.
    """

    def __init__(self, draft: Configuration) -> None:
        self.draft = draft

    @cached_property
    def revision(self) -> Revision:
        """Return the latest revision, with its findings."""
        large = (name for name in LARGE_FIELDS if name != "findings")
        return self.draft.revisions.defer(*large).get(number=self.draft.latest)

    @cached_property
    def _threads(self) -> dict[tuple[str, str], int]:
        return _open_threads(self.draft)

    @property
    def is_shown(self) -> bool:
        """Tell whether a review was begun, or anything is open."""
        begun = self.draft.state != State.SAVED
        return bool(begun or self.open_threads or self.suggestions)

    @cached_property
    def requested_changes(self) -> list[str]:
        """Name those whose latest decision requests changes."""
        rows = self.revision.reviews.select_related("reviewer")
        return [
            review.reviewer.display_name
            for review in deciding_reviews(rows)
            if review.decision == Decision.REQUEST_CHANGES
        ]

    @cached_property
    def waiting_for(self) -> list[str]:
        """Name those whose review is requested and not given."""
        requests = self.draft.requests.filter(done=None).select_related("reviewer")
        return [request.reviewer.display_name for request in requests]

    @property
    def open_threads(self) -> int:
        return sum(self._threads.values())

    @property
    def line_threads(self) -> int:
        """Count the open threads about lines of files."""
        return sum(count for (about, _), count in self._threads.items() if about == About.LINE)

    @cached_property
    def suggestions(self) -> int:
        """Count the suggestions that nobody took yet."""
        rows = Comment.objects.filter(thread__configuration=self.draft, thread__resolved=None)
        open_ones = rows.filter(pending=False, deleted=None, taken=None)
        return open_ones.filter(suggestion__isnull=False).count()

    @cached_property
    def by_step(self) -> dict[str, int]:
        """Count the open threads about the choices and findings of a step, by its slug."""
        counts: Counter[str] = Counter()
        for (about, path), count in self._threads.items():
            if step := step_of(self._choice(about, path)):
                counts[step.slug] += count
        return dict(counts)

    def _choice(self, about: str, path: str) -> str:
        if about == About.CHOICE:
            return parts_of(path)[1]
        return first_paths(self.revision).get(path, "") if about == About.FINDING else ""


def draft_review(draft: Configuration) -> DraftReview | None:
    """Return the review of a draft's latest revision; nothing before there is one."""
    return DraftReview(draft) if draft.latest and not draft.browser else None


def _open_threads(draft: Configuration) -> dict[tuple[str, str], int]:
    """Count the open threads by what they are about."""
    comments = Comment.objects.filter(pending=False)
    rows = with_comments(draft.threads.filter(resolved=None, pending_of=None), comments)
    counted = rows.prefetch_related(None).order_by().values_list("about", "path")
    return {(about, path): count for about, path, count in counted.annotate(Count("pk"))}


def first_paths(revision: Revision) -> dict[str, str]:
    """Map each rule with a finding to the first choice that the finding is about."""
    return {
        row["rule"]: parts_of(row["paths"][0])[1] for row in revision.findings if row.get("paths")
    }


@dataclass(frozen=True)
class SaveCosts:
    """What saving the draft as a revision does to approvals, and who is asked again.

    ``retained`` and ``lost`` name environments; ``whole`` tells that the approval of the revision
    before is lost, in a plan without environments.
    """

    retained: tuple[str, ...]
    lost: tuple[str, ...]
    whole: bool
    asked_again: tuple[str, ...]


def save_costs(draft: Configuration) -> SaveCosts | None:
    """Foresee what saving a draft does to the approvals; nothing before there is a revision."""
    latest = draft.revisions.filter(number=draft.latest).first()
    if latest is None:
        return None
    requests = draft.requests.exclude(reviewer=latest.author_id).select_related("reviewer")
    asked = tuple(request.reviewer.display_name for request in requests)
    approved = [str(row["environment"]) for row in approved_rows(latest)]
    if not latest.environments:
        return SaveCosts((), (), latest.state == State.APPROVED, asked)
    renderings = _renderings(draft)
    retained = tuple(
        name for name in approved if renderings.get(name) == latest.renderings.get(name)
    )
    lost = tuple(name for name in _of_draft(draft, approved) if name not in retained)
    return SaveCosts(retained, lost, whole=False, asked_again=asked)


@dataclass(frozen=True)
class NeededApprovals:
    """The approvals that the draft needs once it is saved: how many in each environment, and whose.

    ``rules`` are the approval rules of the team that its changes fall under, each with the titles
    of the choices that it is about.
    """

    by_environment: Mapping[str, int]
    rules: tuple[tuple[AppliedRule, str], ...]


def needed_approvals(draft: Configuration, retained: Container[str] = ()) -> NeededApprovals:
    """Foresee who must approve the draft; ``retained`` environments keep their approval."""
    names = draft.plan_file.environments
    required = {name: required_approvals(draft, name) for name in names}
    if draft.plan_file.single:
        required = {name: max(1, count) for name, count in required.items()}
    rules = rules_of_draft(draft, required, retained)
    counts = {
        name: max(count, any(rule.environment == name for rule in rules))
        for name, count in required.items()
        if name not in retained
    }
    return NeededApprovals(counts, tuple((rule, changed_titles(rule)) for rule in rules))


def _of_draft(draft: Configuration, names: Iterable[str]) -> list[str]:
    return [name for name in names if name in judgements_in(draft.judgement)]


def _renderings(draft: Configuration) -> dict[str, str]:
    """Return the SHA-256 of what each environment of a draft renders; nothing where it cannot."""
    if draft.judgement.errors:
        return {}
    texts = generators.renderings(draft.judgement)
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
