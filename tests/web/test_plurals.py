"""Counts and lists in sentences."""

from __future__ import annotations

import pytest

from configurator.wording.plurals import counted
from configurator.wording.plurals import listed


@pytest.mark.parametrize(
    ("number", "phrase", "text"),
    [
        (1, "error", "1 error"),
        (0, "error", "0 errors"),
        (0, "own value", "0 own values"),
        (1, "invalid value", "1 invalid value"),
        (2, "invalid value", "2 invalid values"),
        (3, "deleted configuration", "3 deleted configurations"),
        (2, "choice to fill in", "2 choices to fill in"),
    ],
)
def test_the_noun_of_a_count_takes_the_plural(number: int, phrase: str, text: str) -> None:
    assert counted(number, phrase) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["production"], "production"),
        (["staging", "production"], "staging and production"),
        (["test", "staging", "production"], "test, staging and production"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], text: str) -> None:
    assert listed(names) == text
