"""A bundle: the folder that an engineer commits, and its archive."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generators.documents import documents
from generators.environments import Mismatch
from generators.environments import clashes
from generators.environments import refuse_mismatch
from generators.environments import together
from generators.judgement import Judgement
from generators.judgement import judge
from generators.output.archive import plan_in
from generators.output.archive import zipped
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.output.files import rendered
from generators.plan import Plan

__all__ = [
    "Blocked",
    "Bundle",
    "Mismatch",
    "Rendered",
    "bundle",
    "bundle_of",
    "clashes",
    "plan_in",
]


class Blocked(Exception):
    """The plan has errors, so there is no bundle; ``judgement`` says which."""

    def __init__(self, judgement: Judgement) -> None:
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
        return {each.path: each for each in self.files}[path]


def bundle(plan: Plan | Judgement) -> Bundle:
    """Make the bundle of a plan; :class:`Blocked` where the plan has an error.

    A plan that is judged already, on whatever day, is not judged again.
    """
    judgement = _without_errors(plan)
    layout = judgement.layout
    files = [rendered(file) for file in layout.files]
    for each in layout.whole.config_maps:
        files += of_config_map(each)
    return _sorted(judgement.plan.name, (*files, *documents(judgement)))


def bundle_of(plans: Sequence[Plan]) -> Bundle:
    """Make one bundle of a plan for each environment; the first plan's objects are the base.

    :class:`Blocked` names the first plan with an error. :class:`Mismatch` says why the plans are
    not environments of one deployment. One plan alone gives the bundle that it always gives.
    """
    if len(plans) == 1:
        return bundle(plans[0])
    refuse_mismatch(plans)
    return _sorted(plans[0].name, together([_without_errors(plan) for plan in plans]))


def _without_errors(plan: Plan | Judgement) -> Judgement:
    judgement = plan.undated if isinstance(plan, Judgement) else judge(plan)
    if judgement.errors:
        raise Blocked(judgement)
    return judgement


def _sorted(name: str, files: Iterable[Rendered]) -> Bundle:
    found = tuple(sorted(files, key=lambda file: file.path))
    for file in found:
        _refuse_outside(file.path)
    return Bundle(name, found)


def _refuse_outside(path: str) -> None:
    """Stop at a path that would leave the bundle's folder; none is ever made on purpose."""
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith("/") or "\\" in path:
        raise ValueError(f"The path {path} leaves the bundle's folder.")
