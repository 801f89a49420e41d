"""A bundle as a folder: written, updated in place, and read back.

An update keeps what it did not make: files of the team's own, and everything below ``custom/``. It
refuses where a generated file was edited by hand, because the edit would be lost.
"""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import generators
from cli.exchange import exchange

if sys.platform != "win32":
    import fcntl

EXECUTABLE, PLAIN = 0o755, 0o644
GIT = ".git"
PLAN = "plan.yaml"
MOST_LINES = 40  # of each file's difference: more than that is read in an editor


class NotEmpty(Exception):
    """The folder has files and no update was asked for; ``folder`` is its path."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an empty folder.")
        self.folder = folder


@dataclass(frozen=True)
class Edit:
    """A generated file that was edited by hand, or a foreign file where a generated one belongs.

    ``lines`` is the difference from what was generated, or from what would be, as a unified diff.
    """

    path: str
    lines: tuple[str, ...]


class EditedByHand(Exception):
    """Files of the folder would lose what somebody wrote; ``edits`` has them and the lines."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        super().__init__(f"Edited by hand: {', '.join(edit.path for edit in edits)}")
        self.edits = edits


@dataclass(frozen=True)
class Written:
    """What a write changed, by path; ``own`` lists the files that are the team's own."""

    folder: Path
    written: tuple[str, ...]
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def write(bundle: generators.Bundle, output: Path) -> Written:
    """Write a bundle below ``output``; :class:`NotEmpty` where its folder has files already.

    A write that is interrupted leaves no folder of the bundle's name.
    """
    folder = output / bundle.name
    if folder.is_symlink() or (folder.exists() and not _empty(folder)):
        raise NotEmpty(folder)
    with _staged(folder) as stage:
        for file in bundle.files:
            _write_file(stage, file)
        stage.replace(folder)
    return Written(folder, tuple(file.path for file in bundle.files))


def update(bundle: generators.Bundle, output: Path, *, force: bool = False) -> Written:
    """Bring the folder of a bundle to a new one; :class:`EditedByHand` where lines would be lost.

    ``force`` overwrites them. A write that is interrupted leaves the old bundle or the new one.
    """
    folder = output / bundle.name
    if not folder.exists() or _empty(folder):
        return write(bundle, output)
    if folder.is_symlink() or not folder.is_dir():
        raise NotEmpty(folder)
    existing = {path: folder / path for path in _paths(folder)}
    made = _generated_before(existing)
    edits = () if force else tuple(_edits(bundle, existing, made))
    if edits:
        raise EditedByHand(edits)
    changes = _changes(bundle, folder, existing, made)
    if changes.written or changes.removed:
        _replace(bundle, changes, existing)
    return changes


def read(folder: Path) -> generators.Received:
    """Read the bundle in a folder or below it; ``Unreadable`` where there is none or more.

    Where the folder itself is the bundle, the bundle has the folder's name.
    """
    received = generators.bundle_among(_contents(folder))
    return received if received.name else replace(received, name=folder.resolve().name)


def _contents(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    left, count = generators.BUNDLE_LIMIT, 0
    for path in _paths(folder):
        file, count = folder / path, count + 1
        regular = file.is_file() and not file.is_symlink()
        left -= file.stat().st_size if regular else 0
        if left < 0 or count > generators.BUNDLE_FILES_LIMIT:
            raise generators.unreadable(
                "The folder has more than 5 MiB or 2,000 files. Name the folder of the bundle."
            )
        yield path, file.read_bytes() if regular else None


def _paths(folder: Path) -> Iterator[str]:
    """List what is below a folder, sorted; a link counts as a file, Git's own folder not at all."""
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != GIT)
        top = Path(directory)
        links = [name for name in folders if (top / name).is_symlink()]
        for name in sorted((*names, *links)):
            if name != GIT:
                yield (top / name).relative_to(folder).as_posix()


def _empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _generated_before(existing: Mapping[str, Path]) -> dict[str, str]:
    """Return the SHA-256 of each file as it was generated, from the folder's ``SHA256SUMS``."""
    sums = existing.get(generators.CHECKSUMS)
    if sums is None or sums.is_symlink():
        return {}
    text = sums.read_bytes().decode("utf-8", "replace")
    return generators.digests_in(text) | {generators.CHECKSUMS: generators.sha256(text.encode())}


def _edits(
    bundle: generators.Bundle, existing: Mapping[str, Path], made: Mapping[str, str]
) -> Iterator[Edit]:
    """List the files that differ both from what was generated before and from what comes now."""
    digests = {path: digest for path, digest in bundle.digests.items() if _is_ours(path)}
    before = _bundle_before(existing)
    texts = {file.path: file.text for file in bundle.files}
    for path in sorted((digests.keys() | made.keys()) & existing.keys()):
        digest = _digest(existing[path])
        if digest in (made.get(path), digests.get(path)) or not _is_ours(path):
            continue
        if path == PLAN and before.get(path) == texts.get(path):
            continue  # edited, and it is the plan of the new bundle: only its form differs
        yield Edit(path, tuple(_difference(path, before.get(path, texts.get(path, "")), existing)))


def _is_ours(path: str) -> bool:
    return not generators.is_custom(path)


def _digest(file: Path) -> str:
    regular = file.is_file() and not file.is_symlink()
    return generators.sha256(file.read_bytes()) if regular else ""


def _bundle_before(existing: Mapping[str, Path]) -> dict[str, str]:
    """Generate the folder's bundle again from its plan file; nothing where that is no plan now.

    Only the difference that is shown rests on it: another version may generate other lines.
    """
    try:
        file = generators.read_plan_file(existing["plan.yaml"].read_bytes())
        return {made.path: made.text for made in generators.bundle_of(file).files}
    except (KeyError, OSError, generators.Unreadable, generators.Blocked):
        return {}


def _difference(path: str, generated: str, existing: Mapping[str, Path]) -> Iterator[str]:
    file = existing[path]
    if file.is_symlink() or not file.is_file():
        yield "It is a link or a folder, not a file."
        return
    own = file.read_bytes().decode("utf-8", "replace")
    lines = list(
        difflib.unified_diff(
            generated.splitlines(), own.splitlines(), "generated", "yours", n=1, lineterm=""
        )
    )
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"… {len(lines) - MOST_LINES} more lines"


def _changes(
    bundle: generators.Bundle,
    folder: Path,
    existing: Mapping[str, Path],
    made: Mapping[str, str],
) -> Written:
    wanted = {
        file.path: file for file in bundle.files if _is_ours(file.path) or file.path not in existing
    }
    unchanged = {path for path, file in wanted.items() if _is_same(file, existing.get(path))}
    removed = [path for path in made if path not in wanted and path in existing and _is_ours(path)]
    return Written(
        folder,
        tuple(sorted(wanted.keys() - unchanged)),
        tuple(sorted(removed)),
        tuple(sorted(unchanged)),
        tuple(sorted(existing.keys() - wanted.keys() - set(removed))),
    )


def _is_same(file: generators.Rendered, existing: Path | None) -> bool:
    if existing is None or existing.is_symlink() or not existing.is_file():
        return False
    executable = bool(existing.stat().st_mode & 0o100)
    return existing.read_bytes() == file.text.encode() and executable == file.executable


def _replace(bundle: generators.Bundle, changes: Written, existing: Mapping[str, Path]) -> None:
    """Write what changed beside the folder first, and then put all of it into its place."""
    folder = changes.folder
    with _staged(folder) as stage:
        for path in changes.written:
            _write_file(stage, bundle.file(path))
        if (folder / GIT).exists() or Path.cwd().resolve().is_relative_to(folder.resolve()):
            _move_in(changes, stage)
            return
        for path in (*changes.own, *changes.unchanged):
            _link(existing[path], stage / path)
        shutil.copymode(folder, stage)
        exchange(stage, folder)


def _move_in(changes: Written, stage: Path) -> None:
    """Put files into a folder that has to stay: it is a repository's top, or somebody is in it.

    An interruption can leave files of both bundles. The next update finds no edit in them and
    completes, because the checksums are written last.
    """
    for path in sorted(changes.written, key=lambda path: path == generators.CHECKSUMS):
        target = changes.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (stage / path).replace(target)
    for path in changes.removed:
        file = changes.folder / path
        file.unlink()
        with suppress(OSError):
            os.removedirs(file.parent)


def _link(source: Path, target: Path) -> None:
    """Put the same file into another folder, without a copy where the file system can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _write_file(folder: Path, file: generators.Rendered) -> None:
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.text.encode())
    path.chmod(EXECUTABLE if file.executable else PLAIN)


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside another one, and remove afterwards whatever is left there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    with (
        tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as temporary,
        _locked(Path(temporary)),
    ):
        stage = Path(temporary) / folder.name
        stage.mkdir()
        yield stage


def _remove_abandoned(folder: Path) -> None:
    """Remove what a process that was killed left beside a folder: nobody holds it any more."""
    for abandoned in folder.parent.glob(f".{folder.name}.????????"):
        if abandoned.is_dir() and [path.name for path in abandoned.iterdir()] == [folder.name]:
            with _locked(abandoned) as free:
                if free:
                    shutil.rmtree(abandoned, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a folder as long as this process lives; false where another one does, or none can."""
    if sys.platform == "win32":
        yield False
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        free = True
    except OSError:
        free = False
    try:
        yield free
    finally:
        os.close(number)
