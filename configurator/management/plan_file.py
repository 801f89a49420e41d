"""Plan files as the commands meet them: a path or standard input, and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import OutputWrapper

import generators
from configurator.plans.unzip import unreadable
from configurator.wording.plurals import counted

BLOCKED = 1
UNREADABLE = 2
USAGE = 3


def source_of(source_path: str) -> bytes:
    """Read a plan file, or standard input for ``-``; never more than a plan may hold."""
    if source_path == "-":
        return generators.read_stream(sys.stdin.buffer)
    try:
        with Path(source_path).open("rb") as stream:
            return generators.read_stream(stream)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        raise unreadable(message) from None


def conclude(
    stream: OutputWrapper, judgement: generators.Judgement | generators.FileJudgement
) -> None:
    """Print the count of errors and warnings, last: the list above it has left the screen."""
    counts = ((len(judgement.errors), "error"), (len(judgement.warnings), "warning"))
    counted_words = [counted(number, word) for number, word in counts]
    stream.write(f"{judgement.name}: {judgement.verdict}, {', '.join(counted_words)}.")


def complain(
    stream: OutputWrapper, source_path: str, problems: Iterable[generators.Problem]
) -> None:
    """Print each problem for people, as ``file:line: path: message``."""
    name = "standard input" if source_path == "-" else source_path
    for problem in problems:
        where = f"{name}:{problem.line}" if problem.line else name
        message = f"{problem.path}: {problem.message}" if problem.path else problem.message
        stream.write(f"{where}: {message}")
