"""Answers that are kept while many bundles are made that differ in little.

To explain a line, a bundle is made some hundred times, each time with one choice otherwise. Nearly
every object in it is the very same one then, and so is what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any
from typing import ParamSpec
from typing import TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Each answer with the arguments that it is for: while these live, no other object has their id.
_answers: ContextVar[dict[Hashable, tuple[Any, Any]] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep the answers of remembered functions until the end of the block."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Let a pure function answer at once for the very same objects, inside :func:`remembering`.

    It takes its arguments by place. Nobody may change what it answers.
    """

    @wraps(function)
    def answered(*arguments: P.args, **none: P.kwargs) -> T:
        answers = _answers.get()
        if answers is None:
            return function(*arguments, **none)
        key = (function, *map(_identity, arguments))
        entry = answers.get(key)
        if entry is None:
            entry = answers[key] = (arguments, function(*arguments, **none))
        answer: T = entry[1]
        return answer

    return answered


def _identity(argument: object) -> Hashable:
    """Tell texts and numbers by their value, anything else by its identity."""
    return argument if isinstance(argument, str | int) else id(argument)
