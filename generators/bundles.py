"""A bundle: the folder that an engineer commits, and its archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from generators.documents import custom_folder
from generators.documents import documents
from generators.environments import together
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.judgement import judge_file
from generators.output.archive import plan_in
from generators.output.archive import tarred
from generators.output.archive import zipped
from generators.output.checksums import CHECKSUMS
from generators.output.checksums import bundle_digest
from generators.output.checksums import checksums
from generators.output.checksums import sha256
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

CHECKSUMS_WHY = (
    "The SHA-256 of every other generated file. Check them with sha256sum --check SHA256SUMS; the "
    "SHA-256 of this file is the bundle's digest."
)


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

    def tarred(self) -> bytes:
        """Pack the bundle as a tar; the same plan gives the same bytes on any machine."""
        return tarred(self.name, self.files)

    @property
    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each file by its path inside the folder."""
        return {file.path: sha256(file.text.encode()) for file in self.files}

    @property
    def digest(self) -> str:
        """Return the SHA-256 of ``SHA256SUMS``: the same files have it however they are packed."""
        return bundle_digest(self.digests)

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
    return files_of(judgement)


def files_of(judgement: Judgement | FileJudgement) -> Bundle:
    """Make the files of a judgement without a day, also where it has errors.

    Only :func:`bundle` and a preview call it: what has errors is shown, never handed out.
    """
    if isinstance(judgement, FileJudgement):
        plans = judgement.file.plans.values()
        own = [file for plan in plans for file in custom_folder(plan)]
        return _complete(judgement.name, (*together(judgement), *own))
    layout = judgement.layout
    files = [rendered(file) for file in layout.files]
    for config_map in layout.whole.config_maps:
        files += of_config_map(config_map)
    plan = judgement.plan
    return _complete(plan.name, (*files, *documents(judgement), *custom_folder(plan)))


def bundle_of(file: PlanFile) -> Bundle:
    """Make the bundle of a plan file; :class:`Blocked` where an environment has an error.

    A file without ``environments`` gives the bundle of its one plan.
    """
    return bundle(file.shared if file.single else judge_file(file))


def _complete(name: str, files: Iterable[Rendered]) -> Bundle:
    """Sort the files and add their checksums."""
    made = Bundle(name, tuple(files))
    listed = Rendered(CHECKSUMS, checksums(made.digests), CHECKSUMS_WHY)
    complete = tuple(sorted((*made.files, listed), key=lambda file: file.path))
    for file in complete:
        _refuse_outside(file.path)
    return Bundle(name, complete)


def _refuse_outside(path: str) -> None:
    """Stop at a path that would leave the bundle's folder; none is ever made on purpose."""
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith("/") or "\\" in path:
        raise ValueError(f"The path {path} leaves the bundle's folder.")
