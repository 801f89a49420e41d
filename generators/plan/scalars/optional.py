"""Choices that may be left empty."""

from __future__ import annotations

from collections.abc import Callable


def or_empty(parse: Callable[[str], str]) -> Callable[[str], str]:
    """Allow the empty string, which means “not given”, beside what `parse` accepts."""

    def parse_unless_empty(text: str) -> str:
        return parse(text) if text else ""

    return parse_unless_empty
