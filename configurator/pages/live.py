"""What stands beside the questions: changed lines, files, topology and capacity of a draft."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from functools import lru_cache
from typing import Any

import generators
from configurator.comparison.files import FileChange
from configurator.comparison.lines import DiffLine
from configurator.models import Configuration
from configurator.pages.capacity import Capacity
from configurator.pages.capacity import capacity
from configurator.pages.file_tree import Folder
from configurator.pages.file_tree import tree
from configurator.pages.topology_diagram import Picture
from configurator.pages.topology_diagram import narrow_picture
from configurator.plans.environments import judge
from configurator.plans.environments import judgements_in
from configurator.plans.environments import parts_of
from configurator.wizard.opened import token_of

# Changed lines that the panel shows, and those that the page shows; both count the rest.
MOST_IN_PANEL, MOST_ON_PAGE = 60, 1500
# What is open at first, by the step on which it is decided; elsewhere it is the changed lines.
OPEN = {
    **dict.fromkeys(("scaling", "database", "redis"), "capacity"),
    **dict.fromkeys(("topology", "storage", "ingress", "tls", "operations"), "topology"),
}
DOCUMENTS = (".md", "plan.yaml", "RELEASE.yaml")


@dataclass(frozen=True)
class ChangedFile:
    """A file that differs, with the lines that a page has room for and the number of the rest."""

    change: FileChange
    lines: tuple[DiffLine, ...]
    rest: int

    @property
    def document(self) -> bool:
        """Tell whether it is for people: its lines follow from those of the manifests."""
        return self.change.path.endswith(DOCUMENTS)

    @property
    def explained(self) -> bool:
        """Tell whether its lines have reasons of their own."""
        return generators.is_explained(self.change.path)


@dataclass(frozen=True)
class Opened:
    """The files as they were before, and the words that say when that was."""

    files: tuple[generators.Rendered, ...]
    since: str


@dataclass(frozen=True)
class Live:
    """The files of a draft as they are now. Without ``opened`` no line counts as changed."""

    preview: generators.Preview
    opened: Opened | None
    room: int

    @cached_property
    def changes(self) -> tuple[ChangedFile, ...]:
        return tuple(self._shortened()) if self.opened else ()

    def _shortened(self) -> Iterator[ChangedFile]:
        room = self.room
        for change in _differing(self.opened.files if self.opened else (), self.files):
            if self.room == MOST_IN_PANEL and change.path.endswith(DOCUMENTS):
                room = 0
            lines = tuple(_around(change)) if room else ()
            yield ChangedFile(change, lines[:room], _changed(change) - _counted(lines[:room]))
            room -= min(room, len(lines))

    @property
    def files(self) -> tuple[generators.Rendered, ...]:
        return self.preview.bundle.files

    @property
    def total(self) -> int:
        """Count the changed lines; a line that replaces another one counts once."""
        return sum(
            max(changed.change.lines.added, changed.change.lines.removed)
            for changed in self.changes
        )

    @cached_property
    def folder(self) -> Folder:
        return tree(self.preview.bundle)


def live(draft: Configuration, document: str | None, since: str, room: int = MOST_IN_PANEL) -> Live:
    """Compare the files of a draft with those of an earlier plan, given as JSON."""
    preview = generators.preview(draft.judgement)
    files = _files(document) if document else None
    return Live(preview, Opened(files, since) if files is not None else None, room)


@lru_cache(maxsize=16)
def _files(document: str) -> tuple[generators.Rendered, ...] | None:
    """Make the files of an earlier plan: a page asks for the same ones again and again."""
    try:
        file = generators.read_plan_document(json.loads(document))
    except generators.Unreadable:
        return None
    return generators.preview(judge(file)).bundle.files


def _differing(
    before: Iterable[generators.Rendered], after: Iterable[generators.Rendered]
) -> list[FileChange]:
    """List the files that differ: manifests first, then documents; checksums always differ."""
    old, new = ({file.path: file for file in files} for files in (before, after))
    changes = [
        FileChange(old.get(path), new.get(path))
        for path in dict.fromkeys((*new, *old))
        if path != generators.CHECKSUMS
    ]
    different = (change for change in changes if _text(change.old) != _text(change.new))
    return sorted(different, key=lambda change: (change.path.endswith(DOCUMENTS), change.path))


def _text(file: generators.Rendered | None) -> str | None:
    return file.text if file else None


def _around(change: FileChange) -> Iterator[DiffLine]:
    """Yield the changed lines, each with the line before and after it."""
    for hunk in change.lines.plain_hunks:
        lines = hunk.lines
        for number, line in enumerate(lines):
            beside = lines[max(number - 1, 0) : number + 2]
            if any(neighbour.kind != "same" for neighbour in beside):
                yield line


def _changed(change: FileChange) -> int:
    return change.lines.added + change.lines.removed


def _counted(lines: Iterable[DiffLine]) -> int:
    return sum(line.kind != "same" for line in lines)


@dataclass(frozen=True)
class Drawn:
    """Topology and capacity of one environment; its name is empty where it is the only one."""

    name: str
    picture: Picture
    capacity: Capacity


def drawn(draft: Configuration, slug: str = "", environment: str = "") -> Drawn:
    """Draw an environment; in the shared tab, the last one in the order of promotion."""
    judgements = judgements_in(draft.judgement)
    name = environment if environment in judgements else next(reversed([*judgements]))
    counted = generators.inventory(judgements[name])
    title = name if draft.environments else ""
    return Drawn(title, narrow_picture(counted.topology), capacity(counted, slug))


def opening(draft: Configuration, slug: str, environment: str = "") -> dict[str, Any]:
    """Return the context of the panel beside the questions before its first refresh."""
    section = OPEN.get(slug, "")
    return {
        "opened": token_of(draft),
        "open_section": section,
        "drawn": drawn(draft, slug, environment) if section else None,
    }


def invalid(draft: Configuration) -> tuple[str, ...]:
    """List the keys of invalid values, which are not in the files."""
    return tuple(key for key in draft.pending if parts_of(key)[1])
