"""What keeps a file from being read as a plan, said to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_PROBLEMS = 20


@dataclass(frozen=True)
class Problem:
    """One problem: a sentence, the line it is on (from 1) and the path of the key, where known."""

    message: str
    line: int | None = None
    path: str = ""

    def __str__(self) -> str:
        """Say where and what, in one line."""
        where = [f"line {self.line}"] if self.line else []
        return ": ".join([*where, *([self.path] if self.path else []), self.message])


class Unreadable(Exception):
    """A text is not what it should be; `problems` says why, as many as a person wants to read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)[:MOST_PROBLEMS]
        super().__init__("; ".join(map(str, self.problems)))


def unreadable(message: str) -> Unreadable:
    """Say in a sentence why a file cannot be read."""
    return Unreadable((Problem(message),))


def dotted(path: Iterable[str | int]) -> str:
    """Write a path as people do: `spec.ingress.allowedCidrs[0]`."""
    written = ""
    for step in path:
        written += f"[{step}]" if isinstance(step, int) else f".{step}"
    return written.removeprefix(".")
