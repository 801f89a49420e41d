"""What every command shares: exit codes, where it reads and prints, and how it says problems."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any
from typing import Protocol

import generators

DONE = 0
BLOCKED = 1
UNREADABLE = 2
USAGE = 3
EDITED = 4


class Stop(Exception):
    """A command cannot go on; the message says why, and ``code`` is the exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


class Stream(Protocol):
    """What a command prints to: standard output, or Django's wrapper of it."""

    def write(self, text: str, /) -> Any:
        """Print a text as it is."""


@dataclass(frozen=True)
class Console:
    """Where a command prints: results to ``out``, messages for people to ``err``.

    ``site`` is the URL of this product, empty where none is known; reports link to its pages.
    """

    out: Stream = field(default_factory=lambda: sys.stdout)
    err: Stream = field(default_factory=lambda: sys.stderr)
    site: str = ""

    def write(self, text: str) -> None:
        """Print a result as it is."""
        self.out.write(text)

    def tell(self, line: str) -> None:
        """Print a line for people."""
        self.err.write(f"{line}\n")

    def complain(self, path: str, problems: Iterable[generators.Problem]) -> None:
        """Print each problem of a file as ``file:line: path: message``."""
        name = "standard input" if path == "-" else path
        for problem in problems:
            position = f"{name}:{problem.line}" if problem.line else name
            message = f"{problem.path}: {problem.message}" if problem.path else problem.message
            self.tell(f"{position}: {message}")

    def conclude(self, judgement: generators.Judgement | generators.FileJudgement) -> None:
        """Print the count of errors and warnings, last: the list above it has left the screen."""
        errors, warnings = len(judgement.errors), len(judgement.warnings)
        counts = f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
        self.tell(f"{judgement.name}: {judgement.verdict}, {counts}.")


def today() -> date:
    """Return the day on this machine, on which waivers end."""
    return datetime.now().astimezone().date()


def source_of(path: str) -> bytes:
    """Read a plan file, or standard input for ``-``; never more than a plan may hold.

    ``Unreadable`` where there is no such file, or it is too large.
    """
    if path == "-":
        return generators.read_stream(sys.stdin.buffer)
    try:
        with Path(path).open("rb") as stream:
            return generators.read_stream(stream)
    except OSError as error:
        raise generators.unreadable(
            f"The file cannot be read: {error.strerror or error}."
        ) from None


def written(path: str, content: bytes, label: str) -> None:
    """Write a file; :class:`Stop` names what was not written, and why."""
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise Stop(f"{label} was not written: {error}") from None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
