from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from configurator.comments.line_quote import Quote

texts = st.lists(st.sampled_from(["spec:", "  ports:", "  - name: http", "", "---"]), min_size=1)
apart = st.lists(st.text("abc", min_size=1), min_size=1, max_size=30, unique=True)


@st.composite
def lines_with_one(draw: st.DrawFn, files: st.SearchStrategy[list[str]]) -> tuple[list[str], int]:
    lines = draw(files)
    return lines, draw(st.integers(1, len(lines)))


@given(lines_with_one(texts))
def test_in_the_same_file_a_line_is_where_it_was(one: tuple[list[str], int]) -> None:
    lines, number = one

    assert Quote.of(lines, number).find_in(lines) == number


@given(lines_with_one(texts), texts)
def test_wherever_a_line_is_found_the_same_text_stands(
    one: tuple[list[str], int], later: list[str]
) -> None:
    lines, number = one

    at = Quote.of(lines, number).find_in(later)

    assert (at is None) == (lines[number - 1] not in later)
    assert at is None or later[at - 1] == lines[number - 1]


@given(lines_with_one(apart), st.lists(st.text("xyz", min_size=1), max_size=30))
def test_a_line_moves_with_what_was_written_above_it(
    one: tuple[list[str], int], above: list[str]
) -> None:
    lines, number = one

    assert Quote.of(lines, number).find_in([*above, *lines]) == number + len(above)


@given(lines_with_one(texts))
def test_a_quote_says_which_of_its_lines_is_meant(one: tuple[list[str], int]) -> None:
    lines, number = one

    numbered = Quote.of(lines, number).numbered

    assert [(at, text) for at, text, meant in numbered if meant] == [(number, lines[number - 1])]
    assert all(lines[at - 1] == text for at, text, _ in numbered)


def test_of_two_alike_the_one_between_the_same_neighbours_is_meant() -> None:
    lines = ["a:", "  port: 80", "b:", "  port: 80"]

    assert Quote.of(lines, 4).find_in(["new:", *lines[:2], "c:", *lines[2:]]) == 6
    assert Quote.of(lines, 2).find_in(["new:", *lines[:2], "c:", *lines[2:]]) == 3


def test_of_two_that_are_alike_in_all_the_nearest_is_meant() -> None:
    lines = ["x", "y", "x"]

    assert Quote("x", 1).find_in(lines) == 1
    assert Quote("a\nb\nx", 3).find_in(lines) == 3
