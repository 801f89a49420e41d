"""Why a line is there, in words: its choices with their values, or the fact that put it there."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from generators.documents.rationale import shown
from generators.explanation.fields import purpose
from generators.explanation.plan_lines import WAIVERS
from generators.plan import Plan
from generators.plan import choice_at

MOST_NAMED = 3


@dataclass(frozen=True)
class Subject:
    """A line to explain: where it is, which choices decide it, and what its file is for."""

    file: str
    text: str
    choices: Sequence[str]
    formula: str
    why: str
    in_head: bool


def reason(subject: Subject, plan: Plan) -> str:
    """Say why a line is there, from the most specific ground that is known."""
    parts = [subject.formula] if subject.formula else []
    if subject.in_head:
        parts.append("The head of the file says what it is for and what of the guide it answers.")
    if subject.choices:
        parts.append(_decided(subject.choices, plan))
    elif not subject.in_head:
        parts.append(_fixed(subject))
    return " ".join(parts)


def value_text(path: str, plan: Plan) -> str:
    """Write a choice with its value, such as ``scaling.backend.replicas = 3``."""
    special: Mapping[str, Callable[[], str]] = {
        "metadata.name": lambda: plan.name,
        "metadata.description": lambda: plan.metadata.description,
        WAIVERS: lambda: f"{len(plan.waivers)} waived rules",
    }
    value = special[path]() if path in special else shown(choice_at(path).of(plan))
    return f"{path} = {value}"


def _decided(choices: Sequence[str], plan: Plan) -> str:
    named = [f"{_title(path)} ({value_text(path, plan)})" for path in choices[:MOST_NAMED]]
    further = len(choices) - len(named)
    count = f", and {further} more choice{'s' if further > 1 else ''}" if further else ""
    return f"Changes with {'; '.join(named)}{count}."


def _title(path: str) -> str:
    own = {"metadata.name": "Name", "metadata.description": "Description", WAIVERS: "Waivers"}
    return own[path] if path in own else choice_at(path).title


def _fixed(subject: Subject) -> str:
    ground = purpose(subject.file, subject.text) or f"Part of the file: {subject.why}"
    # The numbers of an arithmetic may be choices of which no valid value shows here.
    return ground if subject.formula else f"{ground} No choice changes this line."
