"""YAML is read in bounds, and problems are told to people."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.yaml import loader
from generators.yaml.loader import Unreadable
from generators.yaml.loader import WrittenFloat
from tests.kubernetes_yaml import documents


def value_of(source: str) -> Any:
    """Return what a YAML text says."""
    return loader.load(source.encode()).value


def first_problem(source: bytes) -> loader.Problem:
    """Return the first reason why something cannot be read."""
    with pytest.raises(Unreadable) as caught:
        loader.load(source)
    return caught.value.problems[0]


PLAIN = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "on", "ON"), True),
    **dict.fromkeys(("false", "no", "NO", "off"), False),
    **dict.fromkeys(("null", "~", "Null", "")),
    "0": 0,
    "12": 12,
    "-3": -3,
    "1.5": 1.5,
    "-0.25": -0.25,
    "1.0e+3": 1000.0,
}
STAYS_TEXT = [
    *("010", "0x1F", "0o17", "0b1", "1_000", "1e3", "1:30", "12:30:45", "+1", ".5", "1.", "01.5"),
    *(".inf", "-.inf", ".nan", "inf", "2026-10-01", "2026-10-01 10:00:00", "=", "y", "n", "nULL"),
    *("9" * 30, "1.0e+999", "١٢", "tRue", "1.2.3", "--", "10Gi"),
]


@pytest.mark.parametrize(("word", "value"), PLAIN.items())
def test_unquoted_words_have_the_meaning_everybody_gives_them(word: str, value: Any) -> None:
    loaded = value_of(f"a: {word}\n")["a"]

    assert loaded == value
    assert isinstance(loaded, type(value))


@pytest.mark.parametrize("word", STAYS_TEXT)
def test_words_that_readers_disagree_on_stay_text(word: str) -> None:
    assert value_of(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("word", ["true", "null", "1", "1.5", ""])
def test_quoted_words_are_text(word: str) -> None:
    assert value_of(f"a: '{word}'\nb: \"{word}\"\n") == {"a": word, "b": word}


def test_a_number_remembers_how_it_was_written() -> None:
    number = value_of("kubernetes: 1.30\n")["kubernetes"]

    assert isinstance(number, WrittenFloat)
    assert number.text == "1.30"


def test_every_key_and_item_has_its_line() -> None:
    document = loader.load(b"# a plan\nspec:\n  hosts:\n  - a\n  - name: b\n    tag: c\n")

    assert document.value == {"spec": {"hosts": ["a", {"name": "b", "tag": "c"}]}}
    assert document.line(("spec",)) == 2
    assert document.line(("spec", "hosts", 0)) == 4
    assert document.line(("spec", "hosts", 1, "tag")) == 6
    assert document.line(("spec", "nothing")) is None


def test_a_byte_order_mark_is_passed_over() -> None:
    assert loader.load(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n").value == {"a": 1, "b": 2}


REFUSED = [
    (b"", None, "empty"),
    (b"# nothing\n", None, "empty"),
    (b"---\n", None, "empty"),
    (b"a: 1\n---\nb: 2\n", 2, "second document"),
    (b"a: 1\na: 2\n", 2, "twice, on lines 1 and 2"),
    (b"a: {b: 1, 'b': 2}\n", 1, "twice"),
    (b"a: &x 1\n", 1, "Anchors"),
    (b"a: *x\n", 1, "Aliases"),
    (b"a: !!python/object/apply:os.system [x]\n", 1, "Tags"),
    (b"a: !!binary aGk=\n", 1, "Tags"),
    (b"a: ! x\n", 1, "Tags"),
    (b"a:\n  <<: {b: 1}\n", 2, "Merge keys"),
    (b"1: a\n", 1, "key 1 is not text"),
    (b"a:\n  on: 1\n", 2, "key on is not text"),
    (b"1.5: a\n", 1, "not text"),
    (b"~: a\n", 1, "not text"),
    (b"? [a]\n: 1\n", 1, "key must be plain text"),
    (b"? {a: 1}\n: 1\n", 1, "key must be plain text"),
    (b"a:\n\tb: 1\n", 2, "indented with a tab"),
    (b"a: b: c\n", 1, "Unexpected colon"),
    (b"a:\n  b: 1\n c: 2\n", 3, "indentation"),
    (b"- a\nb: 1\n", 2, "list"),
    (b"a: 'b\n", 2, "quote is left open"),
    (b"a: [1, 2\nb: 3\n", 2, "left open"),
    (b"a: @b\n", 1, "cannot begin with this character"),
    (b'a: "\\q"\n', 1, "backslash"),
    (b"%YAML 2.0\n---\na: 1\n", 1, "not YAML"),
    (b"a: 1\nb: \x00\n", 2, "U+0000"),
    (b"a: \x1b\n", 1, "U+001B"),
    (b"a: 1\nb: \xff\n", 2, "Save it as UTF-8"),
    (b"PK\x03\x04\x14\x00", 1, "U+0003"),
    ("a: 1\n".encode("utf-16"), None, "UTF-16"),
    (b"a" * (loader.LIMIT + 1), None, "larger than 1 MiB"),
    (b"- " * 10_000 + b"a\n", 1, "24 levels"),
    (b"[" * 10_000 + b"]" * 10_000, 1, "24 levels"),
    (b"{a: " * 10_000, 1, "24 levels"),
    (b"? " * 10_000, 1, "plain text"),
    (b"[" + b"1, " * 30_000 + b"]", 1, "20000 values"),
]


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    REFUSED,
    ids=[f"{reason}-{i}" for i, (*_, reason) in enumerate(REFUSED)],
)
def test_what_is_no_plain_document_is_refused(source: bytes, line: int | None, reason: str) -> None:
    problem = first_problem(source)

    assert reason in problem.message
    assert problem.line == line


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)
    )

    assert "Anchors" in first_problem(bomb.encode()).message


def test_several_problems_are_told_at_once_but_not_all() -> None:
    with pytest.raises(Unreadable) as caught:
        loader.load(b"a: 1\n" * 1000)

    assert len(caught.value.problems) == 20
    assert str(caught.value.problems[0]).startswith("line 2: a: “a” comes twice")


def test_a_problem_names_the_path() -> None:
    assert first_problem(b"spec:\n- a: {b: 1, b: 2}\n").path == "spec[0].a.b"


def test_no_value_is_repeated_in_a_problem() -> None:
    assert "hunter2" not in str(first_problem(b"url: 'postgres://app:hunter2@db\n"))


def test_no_more_than_needed_is_read() -> None:
    endless = BytesIO(b"a" * (loader.LIMIT * 3))

    assert len(loader.read(endless)) == loader.LIMIT + 1


@given(st.binary(max_size=300) | st.text("ab:-[]{}&*!'\"#|>?, \n\t0<", max_size=60).map(str.encode))
def test_any_bytes_are_a_document_or_refused_in_sentences(source: bytes) -> None:
    try:
        problems = ["." if loader.load(source).value is not None else ""]
    except Unreadable as refused:
        problems = [problem.message for problem in refused.problems]

    assert problems
    assert all(problem.endswith(".") for problem in problems)


def test_a_file_mode_is_written_as_people_write_it() -> None:
    written = loader.dump([{"defaultMode": loader.Octal(0o440), "mode": 288}])

    assert written == "defaultMode: 0440\nmode: 288\n"
    assert documents(written) == [{"defaultMode": 0o440, "mode": 288}]
