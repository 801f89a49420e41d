"""The lines of ``plan.yaml``: each belongs to the choice whose value it writes."""

from __future__ import annotations

from collections.abc import Sequence

from generators.plan import choices
from generators.plan.plan_file import NAMED_BY_KEY
from generators.yaml import loader

WAIVERS, ENVIRONMENTS, SPEC = "waivers", "environments", "spec"


def plan_line_choices(text: str) -> dict[int, list[str]]:
    """Name the choice of each line of a plan file, from 0; lines that only group have none."""
    positions = loader.load(text.encode()).lines
    known = frozenset(choice.path for choice in choices())
    starts = sorted((line, _choice_of(keys, known)) for keys, line in positions.items())
    owners: dict[int, list[str]] = {}
    for (line, choice), following in zip(starts, _next_lines(starts, text), strict=True):
        for number in range(line - 1, following - 1):
            owners[number] = [choice] if choice else []
    return {number: paths for number, paths in owners.items() if paths}


def _next_lines(starts: Sequence[tuple[int, str]], text: str) -> list[int]:
    return [*(line for line, _ in starts[1:]), len(text.splitlines()) + 1]


def _choice_of(keys: tuple[str | int, ...], known: frozenset[str]) -> str:
    """Name the choice that a key of a plan file belongs to; empty for a group of choices."""
    if not keys:
        return ""
    first, *rest = keys
    if first == "metadata" and rest:
        return f"metadata.{rest[0]}"
    if first == WAIVERS:
        return WAIVERS
    if first == ENVIRONMENTS and len(rest) == 1:
        return NAMED_BY_KEY
    inside = rest[1:] if first == ENVIRONMENTS else rest if first == SPEC else []
    names: list[str] = []
    for key in inside:
        names.append(str(key))
        if ".".join(names) in known:
            return ".".join(names)
    return ""
