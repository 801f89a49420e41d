"""Numbers that are computed from choices and carry their arithmetic.

``computed(345, "longest flow 300 + 45 to stop")`` is the number 345 to everybody. Who explains the
line it stands on also reads ``345 = longest flow 300 + 45 to stop``.
"""

from __future__ import annotations


class ComputedNumber(int):
    """A whole number and how it was computed."""

    arithmetic: str

    @property
    def formula(self) -> str:
        return f"{int(self)} = {self.arithmetic}."


class ComputedText(str):
    """A quantity such as ``612Mi`` or ``300s`` and how it was computed."""

    __slots__ = ("arithmetic",)

    arithmetic: str

    @property
    def formula(self) -> str:
        return f"{self!s} = {self.arithmetic}."


def computed(number: int, arithmetic: str) -> ComputedNumber:
    """Give a number its arithmetic, in the words of the choices that it comes from."""
    value = ComputedNumber(number)
    value.arithmetic = arithmetic
    return value


def computed_text(text: str, arithmetic: str) -> ComputedText:
    """Give a quantity its arithmetic."""
    value = ComputedText(text)
    value.arithmetic = arithmetic
    return value
