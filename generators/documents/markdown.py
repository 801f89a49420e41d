"""Free text in Markdown: what a person typed stays text, whatever it looks like."""

from __future__ import annotations

import re
import unicodedata

MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=-])")
WORD = re.compile(r"(?<=\w)\\([_-])(?=\w)")


def _visible(text: str) -> str:
    """Show invisible and direction-changing characters as escapes, so that a reader sees them."""
    return "".join(
        f"\\u{{{ord(each):x}}}" if unicodedata.category(each) == "Cf" else each for each in text
    )


def inline(text: object) -> str:
    """Write text on one line of a paragraph, with nothing in it taken for markup."""
    escaped = MARKUP.sub(r"\\\1", _visible(" ".join(str(text).split())))
    return WORD.sub(r"\1", escaped)


def cell(text: object) -> str:
    """Write text in a cell of a table."""
    return inline(text) or " "


def code(text: object) -> str:
    """Write a value as code, on one line and with a fence longer than any run of backticks."""
    shown = _visible(" ".join(str(text).split())).replace("|", "\\|")
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}" if shown else ""


def quote(text: object) -> str:
    """Write text of one or more lines as a block quote."""
    lines = str(text).splitlines() or [""]
    return "\n".join(f"> {inline(line)}".rstrip() for line in lines)
