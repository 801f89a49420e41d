"""Which choices a function reads of a plan, so that the others need not be tried on it.

What a function never read cannot have decided its answer. A traced plan is a copy whose topics note
each choice that is asked for; to everybody else it is a plan like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from typing import Generic
from typing import TypeVar

from generators.plan import Plan
from generators.plan.choice import Topic

T = TypeVar("T")

_read: ContextVar[set[str]] = ContextVar("read")


@dataclass(frozen=True)
class Traced(Generic[T]):
    """What a function made of a plan, and the choices that it read for that."""

    made: T
    reads: frozenset[str]


def traced(function: Callable[[Plan], T], plan: Plan) -> Traced[T]:
    """Call a function with a plan and note the choices that it reads."""
    reads: set[str] = set()
    token = _read.set(reads)
    try:
        return Traced(function(_watched(plan, "")), frozenset(reads))
    finally:
        _read.reset(token)


TopicType = TypeVar("TopicType", bound=Topic)


def _watched(topic: TopicType, prefix: str) -> TopicType:
    """Copy a topic so that reading a choice of it is noted; groups below it too."""
    kind = type(topic)
    copy: Any = object.__new__(_watching(kind, prefix))
    values = {
        name: _watched(value, _inside(kind, prefix, name)) if _is_group(value) else value
        for name, value in topic.__dict__.items()
    }
    object.__setattr__(copy, "__dict__", values)
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
        object.__setattr__(copy, name, getattr(topic, name))
    made: TopicType = copy
    return made


def _is_group(value: object) -> bool:
    return isinstance(value, Topic)


def _inside(kind: type[Topic], prefix: str, name: str) -> str:
    if issubclass(kind, Plan):
        return "" if name == "spec" else name
    alias = kind.model_fields[name].alias or name
    return f"{prefix}.{alias}" if prefix else alias


@cache
def _watching(kind: type[TopicType], prefix: str) -> type[TopicType]:
    """Make the class of a traced topic."""
    leaves = {
        name: _inside(kind, prefix, name)
        for name, field in kind.model_fields.items()
        if not (isinstance(field.annotation, type) and issubclass(field.annotation, Topic))
    }

    def read(self: Any, name: str) -> Any:
        if name in leaves:
            _read.get().add(leaves[name])
        return object.__getattribute__(self, name)

    # Without pydantic's metaclass a class is made in no time; the fields are those of its parent.
    return type.__new__(type(kind), kind.__name__, (kind,), {"__getattribute__": read})
