"""Findings for a terminal: each with the line of the plan file to change, as compilers write it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from generators.guide import Finding
from generators.guide import Waived
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement.entry import Entry
from generators.output.report import of_file

WIDTH = 100
INDENT = "    "
BASIS = 45  # the column in which the coverage names choices and files
# Select Graphic Rendition, ECMA-48 8.3.117: 1 is bold, 2 faint, 31 red, 33 yellow, 36 cyan.
STYLES = {"error": "1;31", "warning": "1;33", "info": "1;36", "waived": "2"}


def as_text(
    judged: Judgement | FileJudgement,
    location: str = "",
    lines: Mapping[str, int] | None = None,
    *,
    coverage: bool = False,
    coloured: bool = False,
) -> str:
    """Write the findings for a terminal, errors first; nothing where there are none.

    ``location`` is the plan file as messages name it, and ``lines`` tells on which line of it a key
    stands, groups of choices included. ``coverage`` adds each statement of the guide.
    """
    judgement = of_file(judged)
    several = len(judgement.judgements) > 1
    text = _Text(location, lines or {}, several, coloured)
    written: list[str] = []
    for finding in judgement.findings:
        written += [*text.finding(finding), ""]
    for waived in judgement.waived:
        written += [*text.waived(waived), ""]
    if coverage:
        written += ["Coverage of the guide:", *_coverage_lines(judgement.coverage), ""]
    if several:
        results = (f"{name} {part.verdict}" for name, part in judgement.judgements.items())
        written += [f"Environments: {', '.join(results)}"]
    return "".join(f"{line}\n" for line in written)


@dataclass(frozen=True)
class _Text:
    location: str
    lines: Mapping[str, int]
    several: bool
    coloured: bool

    def finding(self, finding: Finding) -> Iterator[str]:
        """Write a finding: where and what on the first line, the reason and the fix below it."""
        yield self._head(finding, finding.severity.value)
        choices = ", ".join(self._choices(finding))
        cites = ", ".join(finding.rule.guide) or finding.rule.reference
        for text in (
            finding.message,
            f"Choices: {choices}",
            f"Why: {finding.rule.why}",
            f"Fix: {finding.fix}",
            f"See: {cites}",
        ):
            yield from _wrapped(text, INDENT, INDENT)

    def waived(self, waived: Waived) -> Iterator[str]:
        """Write a waived finding with its reason, its owner and its last day."""
        waiver = waived.waiver
        head = self._head(waived.finding, "waived")
        accepted = f"{waiver.reason} ({waiver.owner}, until {waiver.expires})"
        yield from _wrapped(f"{head}: {accepted}", "", INDENT)

    def _head(self, finding: Finding, label: str) -> str:
        line = self._line(self._written_at(finding, finding.paths[0]))
        position = f"{self.location}:{line}" if line else self.location
        within = f" in {', '.join(finding.environments)}" if self.several else ""
        styled = f"\x1b[{STYLES[label]}m{label}\x1b[0m" if self.coloured else label
        return f"{f'{position}: ' if position else ''}{styled}: {finding.rule.slug}{within}"

    def _choices(self, finding: Finding) -> Iterator[str]:
        for path in finding.paths:
            written = self._written_at(finding, path)
            if not self.lines:
                yield path
            elif written in self.lines:
                yield f"{path} (line {self.lines[written]})"
            else:
                yield f"{path} (not in the file)"

    def _written_at(self, finding: Finding, path: str) -> str:
        """Name a choice as the file has it: of the first environment that says it, or shared."""
        own = (f"environments.{name}.{path}" for name in finding.environments)
        return next((written for written in own if written in self.lines), path)

    def _line(self, path: str) -> int | None:
        """Find the line of a key, or of the group that it is missing from."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path or "spec")


def _coverage_lines(coverage: Iterable[Entry]) -> Iterator[str]:
    for entry in coverage:
        basis = entry.note or ", ".join(entry.by)
        yield from _wrapped(basis, f"  {entry.status:<15} {entry.statement:<26} ", " " * BASIS)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Fill lines of at most 100 columns; what people copy, such as a choice, stays in one piece."""
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
