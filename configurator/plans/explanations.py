"""Explanations of lines, one at a time: each takes up to a second or two of processor time.

Anybody may ask for the reason of a line. Whoever finds another explanation under way waits a while,
and is then asked to come back: many requests take no more of a process than one. One that takes far
longer than plans of people do is ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import thread_time

import generators

# How long a request waits for another one, in seconds.
PATIENCE = 5
_explaining = Lock()


# Seconds of processor time. The slowest file of twenty environments with all choices takes a third.
LONGEST = 15
TOO_LONG = (
    "This plan has too much to explain in the browser. Download its plan.yaml, and run "
    "skillflaw-configurator explain plan.yaml."
)


class Busy(Exception):
    """Another explanation is still under way in this process."""


class TooLong(Exception):
    """An explanation took so long that it was ended; the message says what to do instead."""

    def __init__(self) -> None:
        super().__init__(TOO_LONG)


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
    end = thread_time() + LONGEST

    def go_on() -> None:
        if thread_time() > end:
            raise TooLong

    try:
        with generators.asking_before_trials(go_on):
            yield
    finally:
        _explaining.release()
