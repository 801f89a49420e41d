"""Several pages at one draft: whose answer stands, choice by choice, and where somebody decides.

A page says of each choice what it showed (``was``). What it left alone is never written over what
another page saved since. Where both changed it, the page's own answer waits: whoever sent it sees
both, and says which one stands (``over`` names what they saw, ``theirs`` is ticked or not).
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

from django.http import QueryDict

from configurator.models import Configuration
from configurator.models import User
from configurator.plans.environments import SHARED
from configurator.plans.environments import key_of
from configurator.wizard.form import StepForm

ANOTHER = "Another page"
YOURS = "Another page of yours"


class Stand(Enum):
    """What becomes of one answer of a page that somebody else wrote to as well."""

    TAKEN = "theirs, as was decided"
    TOLD = "theirs, since this page left it alone"
    OPEN = "not decided yet"


@dataclass(frozen=True)
class Theirs:
    """What another page saved for a choice while this one was open.

    ``mark`` names the value, so that a decision holds for this value only; ``was`` names the one
    that this page showed. ``ticked`` is how it would be decided now.
    """

    value: str
    mark: str
    was: str
    who: str
    at: datetime | None
    open: bool
    ticked: bool


@dataclass(frozen=True)
class Merged:
    """The choices whose stored answer stays, and what there is to show of them."""

    held: frozenset[str] = frozenset()
    shown: Mapping[str, Theirs] = field(default_factory=dict)


def marks(form: StepForm) -> dict[str, str]:
    """Name each value that a form shows, by the path of its choice."""
    return {path: _mark(form.raw(path)) for path, _ in form.choice_fields()}


def merged(
    draft: Configuration,
    form: StepForm,
    sent: QueryDict,
    asker: User | None,
    *,
    pressed: bool,
    environment: str = SHARED,
) -> Merged:
    """Say which answers of a page do not simply stand.

    ``pressed`` tells that somebody pressed a button, and did not merely go on typing.
    """
    asked = [each.choice for _, each in form.choice_fields()]
    plan, typed = draft.plan_of(environment), draft.unfinished_in(environment)
    stored = StepForm.stored(plan, asked, typed)
    found = {
        path: stand
        for path, mark in marks(stored).items()
        if not _own(draft, key_of(environment, path), sent)
        and (stand := _stand(path, mark, _mark(form.raw(path)), _Said(sent, pressed)))
    }
    shown = [path for path, stand in found.items() if stand is not Stand.TAKEN]
    was, people = _marked(sent.getlist("was")), _people(draft, shown, asker, environment)
    return Merged(
        frozenset(found),
        {
            path: Theirs(
                value=_readable(stored.raw(path)),
                mark=_mark(stored.raw(path)),
                was=was.get(path, ""),
                who=people[path],
                at=_moment(draft, path, environment),
                open=found[path] is Stand.OPEN,
                ticked=path in sent.getlist("theirs"),
            )
            for path in shown
        },
    )


class _Said:
    """What a page said beside its answers."""

    def __init__(self, sent: QueryDict, pressed: bool) -> None:
        self.was = _marked(sent.getlist("was"))
        self.theirs, self.told = set(sent.getlist("theirs")), set(sent.getlist("told"))
        # An answer may turn out to differ in the moment before a button is pressed, so only the
        # button beside the list of differences, or a tick, is a decision.
        decided = pressed and "decided" in sent
        seen = _marked(sent.getlist("over")) if pressed else {}
        self.over = {path: mark for path, mark in seen.items() if decided or path in self.theirs}


def _stand(path: str, mark: str, mine: str, said: _Said) -> Stand | None:
    """Compare what is stored, what the page showed and what it sent; nothing where that stands."""
    if said.over.get(path) == mark:
        return Stand.TAKEN if path in said.theirs else None
    if mine == mark:
        return Stand.TOLD if path in said.told else None
    if mark == said.was.get(path):
        return None
    return Stand.TOLD if mine == said.was.get(path) else Stand.OPEN


def _own(draft: Configuration, key: str, sent: QueryDict) -> bool:
    """Tell whether this very page wrote the choice last, so that it overwrites only itself."""
    page = draft.writes.get(key, {}).get("page")
    return bool(page) and page == sent.get("tab")


def _people(
    draft: Configuration, paths: Iterable[str], asker: User | None, environment: str
) -> dict[str, str]:
    """Name by path who wrote each of these choices last."""
    by = {path: draft.write_of(environment, path).get("by") for path in paths}
    keys = {key for key in by.values() if key}
    names = {each.pk: each.shown for each in User.objects.filter(pk__in=keys)} if keys else {}
    if asker:
        names[asker.pk] = YOURS
    other = YOURS if draft.browser else ANOTHER
    return {path: names.get(key, other) if key else other for path, key in by.items()}


def _moment(draft: Configuration, path: str, environment: str) -> datetime | None:
    at = draft.write_of(environment, path).get("at")
    return datetime.fromisoformat(at) if at else None


def _marked(sent: Iterable[str]) -> dict[str, str]:
    """Read pairs of a path and a mark."""
    return dict(each.split(" ", 1) for each in sent if " " in each)


def _readable(raw: Any) -> str:
    if isinstance(raw, bool):
        return "on" if raw else "off"
    return ", ".join(filter(None, raw)) if isinstance(raw, list) else str(raw or "nothing")


def _mark(raw: Any) -> str:
    text = str(raw).replace("\r\n", "\n").strip()
    return hashlib.sha256(text.encode()).hexdigest()[:12]
