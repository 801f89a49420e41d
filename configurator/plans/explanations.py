"""Explanations of lines, one at a time: each takes up to a second or two of processor time.

Anybody may ask for the reason of a line. Whoever finds another explanation under way waits a while,
and is then asked to come back: many requests take no more of a process than one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import generators

# How long a request waits for another one, in seconds.
PATIENCE = 5
_explaining = Lock()


class Busy(Exception):
    """Another explanation is still under way in this process."""


def explain(plan_file: generators.PlanFile, path: str) -> tuple[generators.ExplainedLine, ...]:
    """Explain each line of a file; :class:`Busy` where others are being explained."""
    with turn():
        return generators.explain(plan_file, path)


def lines_of_choice(
    plan_file: generators.PlanFile, path: str
) -> tuple[generators.LineOfChoice, ...]:
    """List the lines that a choice makes; :class:`Busy` where others are being explained."""
    with turn():
        return generators.lines_of_choice(plan_file, path)


@contextmanager
def turn() -> Iterator[None]:
    """Hold the one turn of this process; :class:`Busy` where it stays taken."""
    if not _explaining.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _explaining.release()
