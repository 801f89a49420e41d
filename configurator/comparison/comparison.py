"""The whole comparison of two sides, and its summary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from configurator.comparison.change import Change
from configurator.comparison.choices import StepChanges
from configurator.comparison.choices import step_changes
from configurator.comparison.choices import waiver_changes
from configurator.comparison.effects import Effects
from configurator.comparison.effects import effects
from configurator.comparison.environments import ADDED
from configurator.comparison.environments import REMOVED
from configurator.comparison.environments import EnvironmentChanges
from configurator.comparison.environments import environment_changes
from configurator.comparison.environments import order_change
from configurator.comparison.files import FileChange
from configurator.comparison.files import file_changes
from configurator.comparison.findings import FindingChanges
from configurator.comparison.findings import finding_changes
from configurator.comparison.patch import patch
from configurator.comparison.side import Side
from configurator.wording.plurals import counted


@dataclass(frozen=True)
class Comparison:
    """Two sides with their differences, each computed on first use."""

    left: Side
    right: Side

    @cached_property
    def steps(self) -> tuple[StepChanges, ...]:
        return step_changes(self.left, self.right)

    @cached_property
    def environments(self) -> tuple[EnvironmentChanges, ...]:
        return environment_changes(self.left, self.right)

    @cached_property
    def order(self) -> Change | None:
        return order_change(self.left, self.right)

    @property
    def choices(self) -> bool:
        """Tell whether any choice, environment or waiver differs."""
        return bool(self.steps or self.environments or self.order or self.waivers)

    @cached_property
    def waivers(self) -> tuple[Change, ...]:
        return waiver_changes(self.left, self.right)

    @cached_property
    def findings(self) -> FindingChanges:
        return finding_changes(self.left, self.right)

    @cached_property
    def files(self) -> tuple[FileChange, ...]:
        """Return the files that differ; none where a side has no bundle to compare."""
        if not (self.left.files and self.right.files):
            return ()
        return file_changes(self.left, self.right)

    @cached_property
    def effects(self) -> Effects:
        """Say what applying the right side over the left one does."""
        return effects(self.left, self.right)

    @property
    def patch(self) -> bytes:
        return patch(self.files)

    @cached_property
    def summary(self) -> Summary:
        kinds = Counter(change.kind for change in self.files)
        own = sum(len(changed.changes) for changed in self.environments if not changed.status)
        statuses = Counter(changed.status for changed in self.environments)
        return Summary(
            choices=sum(len(step.changes) for step in self.steps) + own + bool(self.order),
            added_environments=statuses[ADDED],
            removed_environments=statuses[REMOVED],
            waivers=len(self.waivers),
            new_findings=len(self.findings.new),
            resolved_findings=len(self.findings.resolved),
            changed_findings=len(self.findings.changed),
            added_files=kinds["added"],
            removed_files=kinds["removed"],
            changed_files=kinds["changed"] + kinds["renamed"],
        )


@dataclass(frozen=True)
class Summary:
    """The numbers of differing choices, environments, waivers, findings and files.

    The choices of an environment that one side alone has are not counted.
    """

    choices: int
    added_environments: int
    removed_environments: int
    waivers: int
    new_findings: int
    resolved_findings: int
    changed_findings: int
    added_files: int
    removed_files: int
    changed_files: int

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any(vars(self).values())

    @property
    def text(self) -> str:
        """Write the numbers out: “3 changed choices, 1 new finding”; empty without differences."""
        counts = (
            (self.choices, "changed", "choice"),
            (self.added_environments, "added", "environment"),
            (self.removed_environments, "removed", "environment"),
            (self.waivers, "changed", "waiver"),
            (self.new_findings, "new", "finding"),
            (self.resolved_findings, "resolved", "finding"),
            (self.changed_findings, "changed", "finding"),
            (self.changed_files, "changed", "file"),
            (self.added_files, "added", "file"),
            (self.removed_files, "removed", "file"),
        )
        return ", ".join(
            f"{number} {kind} {counted(number, noun).removeprefix(f'{number} ')}"
            for number, kind, noun in counts
            if number
        )


def compare(left: Side, right: Side) -> Comparison:
    """Compare two sides."""
    return Comparison(left, right)


def summary(left: Side, right: Side) -> Summary:
    """Count what changed from one side to the other."""
    return compare(left, right).summary
