"""A bundle as a command is given it: a zip, a tar, a folder, or ``-`` for standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import generators
from cli import folder


def bundle_at(path: str) -> generators.Received:
    """Read the bundle at a path; ``Unreadable`` where there is none."""
    if path != "-" and Path(path).is_dir():
        try:
            return folder.read(Path(path))
        except OSError as error:
            raise generators.unreadable(
                f"The folder cannot be read: {error.strerror or error}."
            ) from None
    return generators.received(bounded(path))


def bounded(path: str) -> bytes:
    """Read a file or standard input, no further than one byte over what a bundle may have."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(generators.BUNDLE_LIMIT + 1)
        with Path(path).open("rb") as stream:
            return stream.read(generators.BUNDLE_LIMIT + 1)
    except OSError as error:
        raise generators.unreadable(
            f"The file cannot be read: {error.strerror or error}."
        ) from None
