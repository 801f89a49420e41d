"""One choice or waiver that differs between two sides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from configurator.comparison.word_diff import Span
from configurator.comparison.word_diff import word_diff


@dataclass(frozen=True)
class Change:
    """A choice or waiver with its value on both sides; ``None`` where a side does not ask it."""

    path: str
    title: str
    old: str | None
    new: str | None

    @cached_property
    def word_diff(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Return both values with the differing words highlighted."""
        if self.old is None or self.new is None:
            return (Span(self.old or ""),), (Span(self.new or ""),)
        return word_diff(self.old, self.new)
