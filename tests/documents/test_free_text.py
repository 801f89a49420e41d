"""Free text: it stays text, in a paragraph, a table, a list and a shell command."""

from __future__ import annotations

import shlex
import subprocess
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.markdown import prose
from generators.documents.markdown import quote
from generators.documents.shell import identifier
from generators.documents.shell import word
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.documents.reading import PROSE
from tests.documents.reading import of
from tests.documents.reading import parsed
from tests.documents.reading import seen
from tests.documents.reading import shape
from tests.plans import NASTY
from tests.plans import everything

WORSE = (
    *NASTY,
    "```sh\nrm -rf /\n```",
    "# heading",
    "1. one\n2. two",
    "a | b\n--- | ---",
    "[link](https://example.org) ![picture](x.png)",
    "&lt;b&gt; **bold** __bold__ ~~gone~~",
    "$x$ '; rm -rf / #",
    "===\n---\n***",
    "\\| \\` \\",
    "EOF\nSQL\n",
    "    four spaces",
)
TEXTS = (
    "topology.audience.api",
    "topology.audience.ui",
    "release.change",
    "database.failoverPlan",
)
LINES = (
    "database.name",
    "database.backup.destination",
    "operations.smokeFlow",
    "operations.gitPath",
)


def nasty(start: Plan, text: str) -> Plan:
    """Put a text wherever a plan takes any, in one line where it takes one line."""
    changes: dict[str, Any] = dict.fromkeys(TEXTS, text)
    line = "".join(character if character.isprintable() else " " for character in text)
    changes.update(dict.fromkeys(LINES, line))
    # Of more than one line it would be a file of its own.
    changes["operations.settings"] = {"GREETING": " ".join(text.split())}
    plan = revised(start, changes)
    metadata = plan.metadata.model_copy(update={"description": text})
    return plan.model_copy(update={"metadata": metadata})


@cache
def plain(path: str) -> list[str]:
    """Give the blocks where a word stands in the text's place: the text makes no other."""
    return _blocks(of(nasty(everything(), "plain"))[path])


def _blocks(text: str) -> list[str]:
    """Give the blocks of a document; a quote has a paragraph for each part of its text."""
    return [token for token in shape(text) if not token.startswith(("paragraph", "inline"))]


@pytest.mark.parametrize("text", WORSE)
def test_a_text_adds_no_block_and_no_cell(text: str) -> None:
    documents_ = of(nasty(everything(), text))

    for path in PROSE:
        assert _blocks(documents_[path]) == plain(path), path


@pytest.mark.parametrize("text", WORSE)
def test_a_text_adds_no_html_and_no_link(text: str) -> None:
    documents_ = of(nasty(recommended(), text))

    for path in PROSE:
        visible = seen(documents_[path])

        assert not visible.html, path
        assert not [link for link in visible.links if "example" in link]


@pytest.mark.parametrize("text", WORSE)
def test_commands_stay_commands_with_any_text(text: str) -> None:
    plan = revised(nasty(everything(), text), {"database.mode": "in-cluster"})
    commands = "\n".join(seen(of(plan)["RUNBOOK.md"]).scripts)

    done = subprocess.run(["sh", "-n"], input=commands, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("text", [text for text in WORSE if not text.endswith("\n")])
def test_the_shell_reads_a_word_as_it_was(text: str) -> None:
    call = ["sh", "-c", f"printf %s {word(text)}"]

    done = subprocess.run(call, capture_output=True, text=True, check=True)

    assert done.stdout == text
    assert "\n" not in word(text)


@given(st.text())
def test_any_text_in_a_row_is_one_cell_of_text(text: str) -> None:
    for written in (inline(text), prose(text), code(text)):
        row = parsed(f"| a | b |\n|---|---|\n| {written} | x |\n")

        assert [token.type for token in row].count("td_open") == 2
        inside = {child.type for token in row for child in token.children or ()}
        assert inside <= {"text", "code_inline", "text_special"}


@given(st.text(min_size=1))
def test_any_text_in_a_quote_is_a_quote(text: str) -> None:
    kinds = {token.type for token in parsed(quote(text))}

    allowed = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}
    assert kinds <= allowed


def test_plain_words_stay_readable() -> None:
    assert inline("a-b (c) #1, d_e = 2 + 3!") == "a-b (c) #1, d_e = 2 + 3!"
    assert code("1.8.2") == "`1.8.2`"
    assert prose("Run `flux bootstrap` first.") == "Run `flux bootstrap` first."
    assert word("1.8.2") == "1.8.2"


def test_what_turns_the_direction_is_shown() -> None:
    assert inline("a\u200fb") == "a\\\\u{200f}b"
    assert "\u202e" not in code("a\u202eb")


def test_a_name_is_one_identifier_of_sql() -> None:
    assert identifier("skillflaw") == '"skillflaw"'
    assert identifier('a"b') == '"a""b"'
    assert identifier("a\nb\\") == 'U&"a\\+00000Ab\\\\"'


def test_a_word_is_quoted_as_python_would() -> None:
    assert word("a b") == shlex.quote("a b")
