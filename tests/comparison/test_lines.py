from __future__ import annotations

from time import process_time

from hypothesis import given
from hypothesis import strategies as some

from configurator.comparison.lines import Hunk
from configurator.comparison.lines import Lines
from configurator.comparison.word_diff import word_diff

TEXTS = some.text("ab \n", max_size=40)
SENTENCES = some.text("ab c-é\t", max_size=30)


def side(hunk: Hunk, name: str) -> list[str]:
    """Return the lines that a hunk shows of one side."""
    return [line.text for line in hunk.lines if getattr(line, name)]


@given(TEXTS, TEXTS)
def test_the_whole_holds_both_texts_also_after_the_hunks_were_cut(old: str, new: str) -> None:
    lines = Lines(old, new)

    assert sum(len(hunk.lines) for hunk in lines.hunks) == lines.length
    assert side(lines.whole, "old") == [line.removesuffix("\n") for line in lines.before]
    assert side(lines.whole, "new") == [line.removesuffix("\n") for line in lines.after]


@given(TEXTS, TEXTS)
def test_lines_keep_their_order_and_their_numbers(old: str, new: str) -> None:
    for hunk in Lines(old, new).hunks:
        first = [line.old for line in hunk.lines if line.old]
        second = [line.new for line in hunk.lines if line.new]
        assert first == list(range(hunk.old_start, hunk.old_start + hunk.old_count)) or not first
        assert second == list(range(hunk.new_start, hunk.new_start + hunk.new_count)) or not second


@given(TEXTS, TEXTS)
def test_both_ways_of_showing_a_hunk_show_the_same_lines(old: str, new: str) -> None:
    for hunk in Lines(old, new).hunks:
        beside = {id(line) for row in hunk.rows for line in row if line}
        assert beside == {id(line) for line in hunk.lines}


@given(SENTENCES, SENTENCES)
def test_the_spans_of_a_word_diff_are_the_whole_lines(old: str, new: str) -> None:
    left, right = word_diff(old, new)

    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new


def test_the_changed_word_is_highlighted() -> None:
    left, right = word_diff("    replicas: 2 # two", "    replicas: 3 # two")

    assert [span.text for span in left if span.changed] == ["2"]
    assert [span.text for span in right if span.changed] == ["3"]


def test_dissimilar_lines_are_not_highlighted() -> None:
    left, right = word_diff("kind: Deployment", "the quick brown fox")

    assert not any(span.changed for span in (*left, *right))


def test_a_changed_line_is_beside_its_old_line() -> None:
    old = "replicas: 2\nport: 80\n"
    new = "paused: true\nreplicas: 3\nport: 80\n"

    rows = Lines(old, new).hunks[0].rows

    assert [(a and a.text, b and b.text) for a, b in rows] == [
        (None, "paused: true"),
        ("replicas: 2", "replicas: 3"),
        ("port: 80", "port: 80"),
    ]


def test_lines_that_repeat_are_compared_in_bounded_time() -> None:
    start = process_time()
    lines = Lines("a\n" * 4000, "a\nb\n" * 2000)

    assert lines.whole.new_count == 4000
    assert process_time() - start < 5


def test_a_huge_text_is_compared_by_prefix_and_suffix() -> None:
    start = process_time()
    numbers = [f"{number}\n" for number in range(110)]
    lines = Lines("a\n" + "".join(numbers) * 100, "a\n" + "".join(reversed(numbers)) * 100)

    assert lines.hunks[0].lines[0].text == "a"
    assert process_time() - start < 5


def test_words_that_repeat_are_compared_in_bounded_time() -> None:
    start = process_time()
    word_diff("a " * 50_000, "a b " * 50_000)
    word_diff("a b " * 400, "b a a " * 300)

    assert process_time() - start < 5


def test_a_missing_line_feed_at_the_end_is_a_change() -> None:
    (hunk,) = Lines("a\n", "a").hunks

    assert [(line.kind, line.unended) for line in hunk.lines] == [
        ("removed", False),
        ("added", True),
    ]
