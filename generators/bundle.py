"""A bundle: the folder that an engineer commits, and its archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from generators.documents import documents
from generators.environments import together
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.judgement import judge_file
from generators.output.archive import plan_in
from generators.output.archive import zipped
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.output.files import rendered
from generators.plan import Plan
from generators.plan import PlanFile

__all__ = [
    "Blocked",
    "Bundle",
    "Rendered",
    "bundle",
    "bundle_of",
    "plan_in",
]


class Blocked(Exception):
    """The plan has errors, so there is no bundle; ``judgement`` says which."""

    def __init__(self, judgement: Judgement | FileJudgement) -> None:
        count = len(judgement.errors)
        super().__init__(f"The plan has {count} error{'s' if count != 1 else ''}.")
        self.judgement = judgement


@dataclass(frozen=True)
class Bundle:
    """The files of a bundle, sorted by path, below a folder of the plan's name."""

    name: str
    files: tuple[Rendered, ...]

    def zipped(self) -> bytes:
        """Pack the bundle; the same plan gives the same bytes on any machine."""
        return zipped(self.name, self.files)

    def file(self, path: str) -> Rendered:
        """Find a file by its path inside the folder; ``KeyError`` where there is none."""
        return {file.path: file for file in self.files}[path]


def bundle(source: Plan | Judgement | FileJudgement) -> Bundle:
    """Make the bundle of a plan or plan file; :class:`Blocked` where it has an error.

    What is judged already, on whatever day, is not judged again.
    """
    judgement = judge(source) if isinstance(source, Plan) else source.undated
    if judgement.errors:
        raise Blocked(judgement)
    if isinstance(judgement, FileJudgement):
        return _sorted(judgement.name, together(judgement))
    layout = judgement.layout
    files = [rendered(file) for file in layout.files]
    for config_map in layout.whole.config_maps:
        files += of_config_map(config_map)
    return _sorted(judgement.plan.name, (*files, *documents(judgement)))


def bundle_of(file: PlanFile) -> Bundle:
    """Make the bundle of a plan file; :class:`Blocked` where an environment has an error.

    A file without ``environments`` gives the bundle of its one plan.
    """
    return bundle(file.shared if file.single else judge_file(file))


def _sorted(name: str, files: Iterable[Rendered]) -> Bundle:
    in_order = tuple(sorted(files, key=lambda file: file.path))
    for file in in_order:
        _refuse_outside(file.path)
    return Bundle(name, in_order)


def _refuse_outside(path: str) -> None:
    """Stop at a path that would leave the bundle's folder; none is ever made on purpose."""
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith("/") or "\\" in path:
        raise ValueError(f"The path {path} leaves the bundle's folder.")
