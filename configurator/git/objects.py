"""The objects of a Git repository: files as blobs, folders as trees, and commits.

The same content has the same id everywhere: https://git-scm.com/docs/git-hash-object.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

PLAIN, EXECUTABLE, FOLDER = b"100644", b"100755", b"40000"
ROOT = ""
# Deltas have their base at every so many commits, so that none of them rests on a long chain.
KEYFRAMES = 50


class Kind(IntEnum):
    """The kind of an object, with the number that a pack has for it."""

    COMMIT = 1
    TREE = 2
    BLOB = 3


@dataclass(frozen=True)
class GitFile:
    """A file of a snapshot: its path from the root of the repository, its bytes and its mode."""

    path: str
    content: bytes
    executable: bool = False


@dataclass(frozen=True)
class GitObject:
    """An object of a repository; ``pieces`` are the parts of its content that deltas compare."""

    kind: Kind
    pieces: tuple[bytes, ...]

    @cached_property
    def content(self) -> bytes:
        """Return the content as Git stores it."""
        return b"".join(self.pieces)

    @cached_property
    def oid(self) -> str:
        """Return the SHA-1 of kind, length and content, in hexadecimal."""
        head = f"{self.kind.name.lower()} {len(self.content)}\0".encode()
        return hashlib.sha1(head + self.content, usedforsecurity=False).hexdigest()


def keyframe(position: int) -> int:
    """Return the position of the commit that the deltas of a commit are made against."""
    return position - (position - 1) % KEYFRAMES


def commit(content: str) -> GitObject:
    """Make a commit of its text."""
    return GitObject(Kind.COMMIT, (content.encode(),))


def snapshot(files: Iterable[GitFile]) -> dict[str, GitObject]:
    """Return the blobs and trees of these files by path; the root's path is :data:`ROOT`."""
    objects: dict[str, GitObject] = {}
    modes: dict[str, bytes] = {}
    for file in files:
        objects[file.path] = GitObject(Kind.BLOB, tuple(file.content.splitlines(keepends=True)))
        modes[file.path] = EXECUTABLE if file.executable else PLAIN
    blobs = dict(objects)
    folders = {folder for path in blobs for folder in _folders_of(path)}
    # The deepest first: a tree names the trees below it.
    for folder in sorted(folders, key=lambda path: (-_depth(path), path)):
        objects[folder] = _tree(folder, objects, modes)
        modes[folder] = FOLDER
    return objects


def _folders_of(path: str) -> Iterator[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def _tree(folder: str, objects: Mapping[str, GitObject], modes: Mapping[str, bytes]) -> GitObject:
    start = f"{folder}/" if folder else ""
    names = {
        path.removeprefix(start): path
        for path in objects
        if path != folder and path.startswith(start) and "/" not in path.removeprefix(start)
    }
    entries = [(name, modes[path], objects[path].oid) for name, path in names.items()]
    # Git sorts a folder as if its name ended in a slash.
    entries.sort(key=lambda entry: (entry[0] + ("/" if entry[1] == FOLDER else "")).encode())
    pieces = (
        mode + b" " + name.encode() + b"\0" + bytes.fromhex(oid) for name, mode, oid in entries
    )
    return GitObject(Kind.TREE, tuple(pieces))
