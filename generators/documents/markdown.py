"""Free text in Markdown: what a person typed stays text, whatever it looks like."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What begins markup anywhere in a line, and what only does at its start.
ANYWHERE = re.compile(r"([\\`*_\[\]<|~$]|&(?=#?\w+;))")
AT_START = re.compile(r"^([#>+=:-]|\d+(?=[.)]))")
WITHIN_WORD = re.compile(r"(?<=\w)\\_(?=\w)")
BLANK_LINES = re.compile(r"\n{3,}")

SPAN = re.compile(r"(`[^`|]+`)")

# Joiners that some scripts and emoji are written with; other format characters only deceive.
JOINERS = ("\u200c", "\u200d")


@lru_cache(maxsize=4096, typed=True)
def inline(text: object) -> str:
    """Write text on one line, with nothing in it taken for markup, wherever the line stands."""
    return AT_START.sub(_escaped_start, _within(_one_line(text)))


@lru_cache(maxsize=4096)
def prose(text: str) -> str:
    """Write a sentence of ours on one line: code in it stays code, and values in it stay text."""
    parts = enumerate(SPAN.split(_one_line(text)))
    written = "".join(part if number % 2 else _within(part) for number, part in parts)
    return AT_START.sub(_escaped_start, written)


def _within(text: str) -> str:
    return WITHIN_WORD.sub("_", ANYWHERE.sub(r"\\\1", text))


def code(text: object) -> str:
    """Write a value as code where a code span can hold it as it is, and as text elsewhere."""
    line = _one_line(text)
    return f"`{line}`" if line and not set(line) & set("`|") else inline(line)


def quote(text: object) -> str:
    """Write text of one or more lines as a block quote."""
    lines = [inline(line) for line in str(text).splitlines()] or [""]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def tidy(text: str) -> str:
    """Take out what a template's own line breaks leave: blank lines in a row, spaces at an end."""
    lines = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return BLANK_LINES.sub("\n\n", lines) + "\n"


def _one_line(text: object) -> str:
    line = " ".join(str(text).split())
    return line if line.isprintable() else "".join(map(_visible, line))


def _visible(character: str) -> str:
    """Show a character that is invisible or turns the direction of text as its number."""
    hidden = unicodedata.category(character) in ("Cc", "Cf") and character not in JOINERS
    return f"\\u{{{ord(character):x}}}" if hidden else character


def _escaped_start(start: re.Match[str]) -> str:
    # A number begins a list only with the sign after it, and a digit cannot be escaped.
    mark = start[1]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
