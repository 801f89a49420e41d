"""The whole comparison of two sides, and its summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from configurator.comparison.choices import Change
from configurator.comparison.choices import StepChanges
from configurator.comparison.choices import step_changes
from configurator.comparison.choices import waiver_changes
from configurator.comparison.files import FileChange
from configurator.comparison.files import file_changes
from configurator.comparison.findings import FindingChanges
from configurator.comparison.findings import finding_changes
from configurator.comparison.patch import patch
from configurator.comparison.side import Side
from configurator.plans.stored_findings import Judged
from configurator.wording.plurals import counted


@dataclass(frozen=True)
class Comparison:
    """Two sides against each other; nothing is computed before it is asked for."""

    left: Side
    right: Side

    @cached_property
    def steps(self) -> tuple[StepChanges, ...]:
        return step_changes(self.left, self.right)

    @cached_property
    def waivers(self) -> tuple[Change, ...]:
        return waiver_changes(self.left, self.right)

    @cached_property
    def findings(self) -> FindingChanges:
        return finding_changes(self.left, self.right)

    @property
    def news(self) -> tuple[tuple[str, tuple[Judged, ...]], ...]:
        """List the findings that came and those that went, each under what it is called."""
        return ("New findings", self.findings.came), ("Findings that went", self.findings.went)

    @cached_property
    def files(self) -> tuple[FileChange, ...]:
        """List the files that differ; none where a side has no bundle: nothing can be said then."""
        if not (self.left.files and self.right.files):
            return ()
        return file_changes(self.left, self.right)

    @property
    def patch(self) -> bytes:
        return patch(self.files)

    @cached_property
    def summary(self) -> Summary:
        kinds = Counter(each.kind for each in self.files)
        return Summary(
            choices=sum(len(each.changes) for each in self.steps),
            waivers=len(self.waivers),
            came=len(self.findings.came),
            went=len(self.findings.went),
            reworded=len(self.findings.reworded),
            added=kinds["added"],
            removed=kinds["removed"],
            changed=kinds["changed"] + kinds["renamed"],
        )


@dataclass(frozen=True)
class Summary:
    """How many choices, waivers, findings and files differ."""

    choices: int
    waivers: int
    came: int
    went: int
    reworded: int
    added: int
    removed: int
    changed: int

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any(vars(self).values())

    @property
    def words(self) -> str:
        """Say it in words: “3 choices, 1 finding came, 2 files changed”; nothing where all is."""
        counts = (
            (self.choices, "choice"),
            (self.waivers, "waiver"),
            (self.came, "finding came"),
            (self.went, "finding went"),
            (self.reworded, "finding said otherwise"),
            (self.changed, "file changed"),
            (self.added, "file added"),
            (self.removed, "file removed"),
        )
        return ", ".join(counted(number, what) for number, what in counts if number)


def compare(left: Side, right: Side) -> Comparison:
    """Compare two sides."""
    return Comparison(left, right)


def summary(left: Side, right: Side) -> Summary:
    """Count what changed from one side to the other."""
    return compare(left, right).summary
