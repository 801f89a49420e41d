"""Three-way merge of a step: base is what a page showed, mine what it sent, theirs what is stored.

What the page left alone is never written over what another page saved since. Where both changed a
choice, that is a conflict: the page's value waits until its sender has seen both and decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from enum import Enum
from typing import Any

import generators
from configurator.models import Configuration
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.wizard.form import StepForm
from configurator.wizard.submission import Submission
from configurator.wording.values import option_label
from configurator.wording.values import value_text

ANOTHER = "Another page"
YOURS = "Another page of yours"


class Outcome(Enum):
    """Why the stored value of a choice stays, where another page wrote it."""

    CHOSEN = "theirs, as the sender decided"
    UPDATED = "theirs, since this page left it alone"
    CONFLICT = "theirs, until the sender decides"


@dataclass(frozen=True)
class Theirs:
    """What another page saved for a choice while this one was open.

    ``digest`` names the value, so that a decision holds for this value only; ``base`` names the one
    that this page showed. ``ticked`` tells that the sender would take it.
    """

    value: str
    digest: str
    base: str
    author: str
    saved: datetime | None
    conflict: bool
    ticked: bool


@dataclass(frozen=True)
class Merge:
    """The choices whose stored value stays, and what the page shows of those of others."""

    stored: frozenset[str] = frozenset()
    theirs: Mapping[str, Theirs] = field(default_factory=dict)


def digests(form: StepForm) -> dict[str, str]:
    """Name each value that a form shows, by the path of its choice."""
    return {path: _digest(form.raw(path)) for path, _ in form.choice_fields()}


def three_way_merge(
    draft: Configuration,
    mine: StepForm,
    submission: Submission,
    sender: User | None,
    environment: str = SHARED,
) -> Merge:
    """Find the choices of a sent page whose stored value stays, and why."""
    plan, unfinished = draft.plan_of(environment), draft.unfinished_in(environment)
    theirs = StepForm.stored(plan, submission.asked, unfinished)
    choices = {path: field.choice for path, field in theirs.choice_fields()}
    outcomes = {
        path: outcome
        for path, digest in digests(theirs).items()
        if not _wrote_last(draft, environment, choices[path], submission.page)
        and (outcome := _outcome(path, digest, _digest(mine.raw(path)), submission))
    }
    paths = [path for path, outcome in outcomes.items() if outcome is not Outcome.CHOSEN]
    authors = _authors(draft, paths, sender, environment)
    return Merge(
        frozenset(outcomes),
        {
            path: Theirs(
                value=_readable(choices[path], theirs.raw(path)),
                digest=_digest(theirs.raw(path)),
                base=submission.base.get(path, ""),
                author=authors[path],
                saved=_saved_at(draft, path, environment),
                conflict=outcomes[path] is Outcome.CONFLICT,
                ticked=path in submission.take_theirs,
            )
            for path in paths
        },
    )


def _outcome(path: str, theirs: str, mine: str, submission: Submission) -> Outcome | None:
    """Compare base, mine and theirs; nothing where the page's own value is written."""
    base = submission.base.get(path)
    if submission.decides_on(path, theirs):
        return Outcome.CHOSEN if path in submission.take_theirs else None
    if mine == theirs:
        return Outcome.UPDATED if path in submission.updated else None
    if theirs == base:
        return None
    return Outcome.UPDATED if mine == base else Outcome.CONFLICT


def _wrote_last(
    draft: Configuration, environment: str, choice: generators.Choice, page: str
) -> bool:
    """Tell whether this very page wrote the choice last, so that it overwrites only itself."""
    writes = [draft.writes.get(key_of(environment, path), {}) for path in _written_by(choice)]
    return bool(page) and any(write.get("page") == page for write in writes)


def _written_by(choice: generators.Choice) -> tuple[str, ...]:
    """Name the choices that an answer is stored in: itself, or those that a shorthand covers."""
    covers = choice.covers if isinstance(choice, generators.Shorthand) else ()
    return (choice.path, *covers)


def _authors(
    draft: Configuration, paths: Iterable[str], sender: User | None, environment: str
) -> dict[str, str]:
    """Name by path who wrote each of these choices last."""
    users = {path: draft.write_of(environment, path).get("by") for path in paths}
    keys = {key for key in users.values() if key}
    names = (
        {user.pk: user.display_name for user in User.objects.filter(pk__in=keys)} if keys else {}
    )
    if sender:
        names[sender.pk] = YOURS
    unnamed = YOURS if draft.browser else ANOTHER
    return {path: names.get(key, unnamed) if key else unnamed for path, key in users.items()}


def _saved_at(draft: Configuration, path: str, environment: str) -> datetime | None:
    moment = draft.write_of(environment, path).get("at")
    return datetime.fromisoformat(moment) if moment else None


def _readable(choice: generators.Choice, raw: Any) -> str:
    """Write what a widget holds as other pages write the value."""
    if isinstance(raw, list):
        return ", ".join(option_label(choice, entry) for entry in raw if entry) or "none"
    return value_text(choice, raw if isinstance(raw, bool) else str(raw or ""))


def _digest(raw: Any) -> str:
    text = str(raw).replace("\r\n", "\n").strip()
    return hashlib.sha256(text.encode()).hexdigest()[:12]
