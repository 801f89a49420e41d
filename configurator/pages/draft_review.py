"""The author's view of the review, on every page of the draft: its state, threads, suggestions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

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
from configurator.reviews.environments import approved_rows
from configurator.reviews.state import Decision
from configurator.reviews.state import deciding_reviews


@dataclass(frozen=True)
class DraftReview:
    """The review of the latest revision, as its author sees it while they change the draft.

    ``by_step`` counts the open threads about the choices and findings of a step, by its slug.
    """

    revision: Revision
    requested_changes: tuple[str, ...]
    waiting_for: tuple[str, ...]
    open_threads: int
    line_threads: int
    suggestions: int
    by_step: Mapping[str, int]

    @property
    def is_shown(self) -> bool:
        """Tell whether a review was begun, or anything is open."""
        begun = self.revision.state != State.SAVED
        return bool(begun or self.open_threads or self.suggestions)


def draft_review(draft: Configuration) -> DraftReview | None:
    """Gather the review of a draft's latest revision; nothing before there is one."""
    if not draft.latest or draft.browser:
        return None
    rows = draft.revisions.defer(*(name for name in LARGE_FIELDS if name != "findings"))
    revision = rows.get(number=draft.latest)
    threads = _open_threads(draft)
    deciding = deciding_reviews(revision.reviews.select_related("reviewer"))
    requests = draft.requests.filter(done=None).select_related("reviewer")
    suggested = Comment.objects.filter(
        thread__configuration=draft, pending=False, deleted=None, taken=None
    ).filter(suggestion__isnull=False, thread__resolved=None)
    return DraftReview(
        revision,
        tuple(
            review.reviewer.display_name
            for review in deciding
            if review.decision == Decision.REQUEST_CHANGES
        ),
        tuple(request.reviewer.display_name for request in requests),
        sum(threads.values()),
        sum(count for (about, _), count in threads.items() if about == About.LINE),
        suggested.count(),
        _by_step(threads, revision),
    )


def _open_threads(draft: Configuration) -> dict[tuple[str, str], int]:
    """Count the open threads by what they are about."""
    comments = Comment.objects.filter(pending=False)
    rows = with_comments(draft.threads.filter(resolved=None, pending_of=None), comments)
    counted = rows.prefetch_related(None).order_by().values_list("about", "path")
    return {(about, path): count for about, path, count in counted.annotate(Count("pk"))}


def _by_step(threads: Mapping[tuple[str, str], int], revision: Revision) -> dict[str, int]:
    paths = first_paths(revision)
    counts: Counter[str] = Counter()
    for (about, path), count in threads.items():
        choice = {About.CHOICE: parts_of(path)[1], About.FINDING: paths.get(path, "")}.get(
            About(about), ""
        )
        if step := step_of(choice):
            counts[step.slug] += count
    return dict(counts)


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


def _of_draft(draft: Configuration, names: Iterable[str]) -> list[str]:
    return [name for name in names if name in judgements_in(draft.judgement)]


def _renderings(draft: Configuration) -> dict[str, str]:
    """Return the SHA-256 of what each environment of a draft renders; nothing where it cannot."""
    if draft.judgement.errors:
        return {}
    texts = generators.renderings(draft.judgement)
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
