"""The reasons of a file's lines, where this version would write the file as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.urls import reverse

import generators
from configurator.plans import explanations


def reasons(
    plan_file: generators.PlanFile, file: generators.Rendered
) -> tuple[generators.ExplainedLine, ...]:
    """Explain the lines of a file; a line that this version writes otherwise is left out."""
    texts = file.text.splitlines()
    return tuple(
        line
        for line in explanations.explain(plan_file, file.path)
        if line.line <= len(texts) and texts[line.line - 1] == line.text
    )


def reasons_url(name: str, *of_file: UUID | int | str) -> str:
    """Return where the reasons of a file's lines are sent; empty where its lines have none.

    The last of ``of_file`` is the path of the file.
    """
    return reverse(name, args=of_file) if generators.is_explained(str(of_file[-1])) else ""


def reason_at(
    plan_file: generators.PlanFile, file: generators.Rendered, number: str
) -> generators.ExplainedLine | None:
    """Explain one line of a file, by its number as it was typed."""
    if not number.isdecimal():
        return None
    lines = (line for line in reasons(plan_file, file) if str(line.line) == number)
    return next(lines, None)


def lines_of_choices(
    plan_file: generators.PlanFile, paths: Iterable[str]
) -> list[generators.LineOfChoice]:
    """List the lines that any of some choices makes, by file and number."""
    made = {line for path in paths for line in explanations.lines_of_choice(plan_file, path)}
    return sorted(made, key=lambda line: (line.file, line.line))


def by_file(
    lines: Iterable[generators.LineOfChoice],
) -> list[tuple[str, list[generators.LineOfChoice]]]:
    """Group lines by their file."""
    return [(path, list(group)) for path, group in groupby(lines, key=lambda line: line.file)]
