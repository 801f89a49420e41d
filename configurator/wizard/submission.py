"""What a page of the wizard sent, read once: here alone is it a ``QueryDict``."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from django.http import QueryDict

import generators
from configurator.plans.steps import Step


@dataclass(frozen=True)
class Submission:
    """The answers of a step, and what the page said about itself beside them.

    ``asked`` are the choices that the page asked for, and ``values`` what its inputs hold.
    ``base`` names by path the value that the page started from. ``page`` names the page itself.

    ``take_theirs`` are the choices whose other value is to stay, ``decided`` the values of others
    that a decision was made about, and ``updated`` the choices that the page shows as updated.
    ``use_shared`` are the choices that an environment is to have no own value of.

    ``noted`` names by path what the page shows beside a choice: a finding, an invalid value.
    ``shown`` names by part what the page shows around its questions.

    ``settled`` tells that the input was left, a text pasted or a button pressed. ``use`` names the
    choice whose offered value is to be taken.
    """

    asked: tuple[generators.Choice, ...]
    values: Mapping[str, Any]
    base: Mapping[str, str]
    page: str = ""
    take_theirs: frozenset[str] = frozenset()
    decided: Mapping[str, str] | None = None
    updated: frozenset[str] = frozenset()
    use_shared: tuple[str, ...] = ()
    settled: bool = False
    use: str = ""
    noted: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    def decides_on(self, path: str, digest: str) -> bool:
        """Tell whether somebody decided about this very value of another page."""
        return (self.decided or {}).get(path) == digest


def read_submission(step: Step, sent: QueryDict, *, pressed: bool = False) -> Submission:
    """Read what a page of a step sent.

    ``pressed`` tells that somebody pressed a button, and that the page was not saved by itself.
    An answer may turn out to differ in the moment before a button is pressed, so only the button
    beside the list of differences, or a tick, is a decision.
    """
    asked, take_theirs = set(sent.getlist("asked")), frozenset(sent.getlist("theirs"))
    seen = _pairs(sent.getlist("seen")) if pressed else {}
    return Submission(
        asked=tuple(choice for choice in step.choices if choice.path in asked),
        values=sent,
        base=_pairs(sent.getlist("base")),
        page=sent.get("page", ""),
        take_theirs=take_theirs,
        decided={
            path: digest
            for path, digest in seen.items()
            if "decided" in sent or path in take_theirs
        },
        updated=frozenset(sent.getlist("updated")),
        use_shared=tuple(sent.getlist("shared")) if pressed else (),
        settled=pressed or "settled" in sent,
        use=sent.get("use", "") if pressed else "",
        noted=_pairs(sent.getlist("noted")),
        shown=_pairs(sent.getlist("shown")),
    )


def answered(sent: QueryDict, answers: Mapping[str, str]) -> QueryDict:
    """Return what a page sent with other answers for some choices that it asked for."""
    changed = sent.copy()
    for path, value in answers.items():
        changed[path] = value
    changed.setlist("asked", list(dict.fromkeys([*sent.getlist("asked"), *answers])))
    return changed


def _pairs(pairs: Iterable[str]) -> dict[str, str]:
    """Read pairs of a path, or of a part of the page, and the digest of what it shows."""
    return dict(pair.split(" ", 1) for pair in pairs if " " in pair)
