"""The differing files of two bundles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import generators
from configurator.comparison.lines import Lines
from configurator.comparison.side import Side


@dataclass(frozen=True)
class FileChange:
    """A file that was added, removed, renamed or changed; ``None`` where a side lacks it."""

    old: generators.Rendered | None
    new: generators.Rendered | None

    @property
    def path(self) -> str:
        """Return the path on the right side, or on the left of a removed file."""
        return self.file.path

    @property
    def file(self) -> generators.Rendered:
        """Return the file of the right side, or else of the left."""
        file = self.new or self.old
        if file is None:
            raise ValueError("A change needs a file on one side.")
        return file

    @property
    def kind(self) -> str:
        """Return ``added``, ``removed``, ``renamed`` or ``changed``."""
        if self.old is None or self.new is None:
            return "removed" if self.new is None else "added"
        return "renamed" if self.old.path != self.new.path else "changed"

    @property
    def mode_changed(self) -> bool:
        """Tell whether the executable bit was set or cleared."""
        return bool(self.old and self.new and self.old.executable != self.new.executable)

    @property
    def size(self) -> int:
        """Count the characters of both sides."""
        return sum(len(side.text) for side in (self.old, self.new) if side)

    @cached_property
    def lines(self) -> Lines:
        """Return the line diff of both sides."""
        return Lines(self.old.text if self.old else "", self.new.text if self.new else "")


def file_changes(left: Side, right: Side) -> tuple[FileChange, ...]:
    """List the files that differ, by path."""
    old, new = ({file.path: file for file in side.files} for side in (left, right))
    moved = {path: _path_on_right(path, left, right) for path in old if path not in new}
    renamed = {path: to for path, to in moved.items() if to in new and to not in old}
    matched = {*old, *renamed.values()}
    changes = [
        *(FileChange(file, new.get(renamed.get(path, path))) for path, file in old.items()),
        *(FileChange(None, file) for path, file in new.items() if path not in matched),
    ]
    return tuple(sorted(filter(_differs, changes), key=lambda change: change.path))


def _differs(change: FileChange) -> bool:
    return change.kind != "changed" or change.mode_changed or change.lines.old != change.lines.new


def _path_on_right(path: str, left: Side, right: Side) -> str:
    """Return the path with the left side's environment replaced by the right side's."""
    if not (left.plan and right.plan):
        return path
    before, after = left.plan.release.environment, right.plan.release.environment
    return "/".join(after if segment == before else segment for segment in path.split("/"))
