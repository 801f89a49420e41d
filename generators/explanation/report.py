"""An explanation for programs and for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from generators.explanation.explanation import ExplainedLine

WIDTH = 100
INDENT = "    "
FAINT = "2"  # Select Graphic Rendition, ECMA-48 8.3.117


def explanation_as_json(lines: Iterable[ExplainedLine]) -> str:
    """Write an explanation with the contract's keys."""
    entries = [
        {
            "file": line.file,
            "line": line.line,
            "text": line.text,
            "choices": list(line.choices),
            "guide": list(line.guide),
            "why": line.why,
        }
        for line in lines
    ]
    return json.dumps(entries, indent=2, ensure_ascii=True) + "\n"


def explanation_as_text(lines: Iterable[ExplainedLine], *, coloured: bool = False) -> str:
    """Write an explanation for a terminal: where, the line, and its reason below.

    Lines that follow each other for one reason have it once, below the last of them.
    """
    written: list[str] = []
    for _, group in groupby(lines, key=lambda line: (line.file, line.why)):
        entries = list(group)
        written += [f"{line.file}:{line.line}: {line.text}" for line in entries]
        written += [*_reason(entries[-1], coloured), ""]
    return "".join(f"{line}\n" for line in written)


def _reason(line: ExplainedLine, coloured: bool) -> Iterator[str]:
    texts = [line.why]
    if line.choices:
        texts.append(f"Choices: {', '.join(line.choices)}")
    if line.guide:
        texts.append(f"Guide: {', '.join(line.guide)}")
    for text in texts:
        for row in wrap(
            text,
            WIDTH,
            initial_indent=INDENT,
            subsequent_indent=INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            yield f"\x1b[{FAINT}m{row}\x1b[0m" if coloured else row
