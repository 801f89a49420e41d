"""The files of two bundles against each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import generators
from configurator.comparison.lines import Lines
from configurator.comparison.side import Side


@dataclass(frozen=True)
class FileChange:
    """A file that came, went, moved or changed; one side is missing where it has no such file."""

    old: generators.Rendered | None
    new: generators.Rendered | None

    @property
    def path(self) -> str:
        """Give the path on the right, or the left one of a file that went."""
        return self.some.path

    @property
    def some(self) -> generators.Rendered:
        """Give the file on the right, or else on the left."""
        found = self.new or self.old
        if found is None:
            raise ValueError("A change needs a file on one side.")
        return found

    @property
    def kind(self) -> str:
        """Give ``added``, ``removed``, ``renamed`` or ``changed``."""
        if self.old is None or self.new is None:
            return "removed" if self.new is None else "added"
        return "renamed" if self.old.path != self.new.path else "changed"

    @property
    def switched(self) -> bool:
        """Tell whether the file became executable, or ceased to be."""
        return bool(self.old and self.new and self.old.executable != self.new.executable)

    @property
    def size(self) -> int:
        """Count the characters of both sides."""
        return sum(len(side.text) for side in (self.old, self.new) if side)

    @cached_property
    def lines(self) -> Lines:
        """Give the lines of both sides against each other."""
        return Lines(self.old.text if self.old else "", self.new.text if self.new else "")


def file_changes(left: Side, right: Side) -> tuple[FileChange, ...]:
    """List the files that are not the same on both sides, by path."""
    old, new = ({each.path: each for each in side.files} for side in (left, right))
    moved = {path: _moved(path, left, right) for path in old if path not in new}
    partners = {path: to for path, to in moved.items() if to in new and to not in old}
    met = {*old, *partners.values()}
    found = [
        *(FileChange(each, new.get(partners.get(path, path))) for path, each in old.items()),
        *(FileChange(None, each) for path, each in new.items() if path not in met),
    ]
    return tuple(sorted(filter(_differs, found), key=lambda each: each.path))


def _differs(change: FileChange) -> bool:
    return change.kind != "changed" or change.switched or change.lines.old != change.lines.new


def _moved(path: str, left: Side, right: Side) -> str:
    """Say where a file of one environment has its like in a bundle for another one."""
    if not (left.plan and right.plan):
        return path
    before, after = left.plan.release.environment, right.plan.release.environment
    return "/".join(after if each == before else each for each in path.split("/"))
