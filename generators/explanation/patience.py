"""How long an explanation may go on: a caller with a clock says when it has gone on long enough.

An explanation makes the files again for each other value of each choice. Before each it asks the
caller, who may raise. Without a caller it goes on to the end: there is no clock here.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Ask = Callable[[], None]


def _go_on() -> None:
    """Go on to the end."""


_before_each: ContextVar[Ask] = ContextVar("before_each", default=_go_on)


@contextmanager
def asking(ask: Ask) -> Iterator[None]:
    """Ask before each trial of the explanations inside the block; what ``ask`` raises ends them."""
    token = _before_each.set(ask)
    try:
        yield
    finally:
        _before_each.reset(token)


def ask_before_trial() -> None:
    """Ask whether to go on."""
    _before_each.get()()
