"""What every command shares: exit codes, where it reads and prints, and how it says problems."""

from __future__ import annotations

import os
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
from cli.exit_codes import BLOCKED
from cli.exit_codes import DONE
from cli.exit_codes import EDITED
from cli.exit_codes import UNREADABLE
from cli.exit_codes import USAGE
from cli.exit_codes import Stop

__all__ = [
    "BLOCKED",
    "DONE",
    "EDITED",
    "UNREADABLE",
    "USAGE",
    "Console",
    "Stop",
    "name_of",
    "source_of",
    "today",
    "written",
]


class Stream(Protocol):
    """What a command prints to: standard output, or Django's wrapper of it."""

    def write(self, text: str, /) -> Any:
        """Print a text as it is."""

    def flush(self) -> None:
        """Print what was written so far."""

    def isatty(self) -> bool:
        """Tell whether a person reads it in a terminal."""


@dataclass(frozen=True)
class Console:
    """Where a command prints: results to ``out``, messages for people to ``err``.

    ``site`` is the URL of this product, empty where none is known; reports link to its pages.
    """

    out: Stream = field(default_factory=lambda: sys.stdout)
    err: Stream = field(default_factory=lambda: sys.stderr)
    site: str = ""

    @property
    def coloured(self) -> bool:
        """Tell whether results may be coloured."""
        return _takes_colours(self.out)

    @property
    def messages_coloured(self) -> bool:
        """Tell whether messages for people may be coloured."""
        return _takes_colours(self.err)

    def write(self, text: str) -> None:
        """Print a result as it is."""
        self.out.write(text)

    def tell(self, line: str) -> None:
        """Print a line for people."""
        self.err.write(f"{line}\n")

    def complain(self, path: str, problems: Iterable[generators.Problem]) -> None:
        """Print each problem of a file as ``file:line: path: message``."""
        name = name_of(path)
        for problem in problems:
            position = f"{name}:{problem.line}" if problem.line else name
            message = f"{problem.path}: {problem.message}" if problem.path else problem.message
            self.tell(f"{position}: {message}")

    def conclude(self, judgement: generators.Judgement | generators.FileJudgement) -> None:
        """Print the count of errors and warnings, last: the list above it has left the screen."""
        self.out.flush()
        errors, warnings = len(judgement.errors), len(judgement.warnings)
        counts = f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}"
        self.tell(f"{judgement.name}: {judgement.verdict}, {counts}.")


def _takes_colours(stream: Stream) -> bool:
    """Tell whether a stream is a terminal with colours, and NO_COLOR is not set.

    https://no-color.org: any value of it but an empty one counts.
    """
    dumb = os.environ.get("TERM") == "dumb"
    return stream.isatty() and not (dumb or os.environ.get("NO_COLOR"))


def today() -> date:
    """Return the day on this machine, on which waivers end."""
    return datetime.now().astimezone().date()


def name_of(path: str) -> str:
    """Name a file in messages: ``-`` is standard input."""
    return "standard input" if path == "-" else path


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
