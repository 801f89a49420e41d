"""YAML in and out: the only module that knows PyYAML.

What is read comes from strangers, so it is bounded: in bytes, in depth, in the number of values.
It is built from the parser's events, without recursion, and nothing in it names a Python type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO
from typing import Any

import yaml

from generators.yaml.builder import Builder
from generators.yaml.builder import Path
from generators.yaml.builder import WrittenFloat
from generators.yaml.emitter import Octal
from generators.yaml.emitter import dump
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable

__all__ = [
    "LIMIT",
    "Document",
    "Octal",
    "Problem",
    "Unreadable",
    "WrittenFloat",
    "dump",
    "load",
    "objects",
    "read",
]

LIMIT = 1024 * 1024

# The second one takes longer to compile than a plan to read.
_NOT_PLAIN = re.compile(r"[^\t\n\r\x20-\x7e]")
_NOT_TEXT = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"

# The parser's words, and what to do.
_MEANINGS = {
    "mapping values are not allowed": "Unexpected colon. Check the indentation, or put text that "
    "contains “: ” in quotes.",
    "could not find expected ':'": "A key is not followed by a colon.",
    "did not find expected key": "The indentation does not fit the lines above, or a quote or "
    "bracket is left open.",
    "did not find expected '-'": "The indentation does not fit the list above.",
    "found unexpected end of stream": "A quote is left open.",
    "cannot start any token": "A value cannot begin with this character. Put the text in quotes.",
    "found unknown escape": "A backslash in double quotes begins no known character. "
    "Use single quotes.",
    "did not find expected": "A bracket, brace or quote is left open, or a comma is missing.",
    "block sequence entries are not allowed": "A list item (- ) begins where none can be. "
    "Put it on a line of its own.",
}


@dataclass(frozen=True)
class Document:
    """A YAML document: dictionaries, lists, texts, numbers, truths; and where each of them is.

    ``spans`` says from which character to which a scalar, or a collection in brackets, is written.
    """

    value: object
    lines: dict[Path, int]
    spans: dict[Path, tuple[int, int]]

    def line(self, path: Path) -> int | None:
        """Find the line, from 1, of a key or list item; None where there is none."""
        return self.lines.get(tuple(path))


def read(stream: IO[bytes]) -> bytes:
    """Read as much of a stream as `load` needs to accept it, or to refuse it as too large."""
    return stream.read(LIMIT + 1)


def load(source: bytes) -> Document:
    """Read one YAML document, or raise `Unreadable`."""
    text = _decoded(source)
    builder = Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            _take(event, builder)
    except yaml.YAMLError as error:
        raise Unreadable([*builder.problems, _explained(error, text)]) from None
    if builder.problems:
        raise Unreadable(builder.problems)
    if builder.value is None:
        raise Unreadable([Problem("The file is empty.")])
    return Document(builder.value, builder.lines, builder.spans)


class _Objects(yaml.CSafeLoader):
    """Reads what :func:`dump` wrote; a date is plain text, as in Kubernetes."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def objects(text: str) -> tuple[Any, ...]:
    """Read every document of a file of a bundle; `Unreadable` where it is not YAML."""
    try:
        documents = tuple(yaml.load_all(text, Loader=_Objects))
    except yaml.YAMLError as error:
        raise Unreadable([_explained(error, text)]) from None
    return tuple(document for document in documents if document is not None)


def _decoded(source: bytes) -> str:
    if len(source) > LIMIT:
        raise Unreadable([Problem("The file is larger than 1 MiB, which no plan is.")])
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable([Problem("The file is in UTF-16. Save it as UTF-8.")])
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise Unreadable([Problem("The file is not in UTF-8. Save it as UTF-8.", line)]) from None
    if _NOT_PLAIN.search(text) and (match := re.search(_NOT_TEXT, text)):
        line = text.count("\n", 0, match.start()) + 1
        code = f"U+{ord(match[0]):04X}"
        raise Unreadable([Problem(f"The file has the character {code}, so it is no text.", line)])
    return text


def _take(event: yaml.Event, builder: Builder) -> None:
    line = event.start_mark.line + 1 if event.start_mark else 1
    if isinstance(event, yaml.NodeEvent):
        _refuse_tricks(event, builder, line)
    if isinstance(event, yaml.ScalarEvent):
        plain = event.style is None or event.style == ""
        builder.scalar(event.value, plain, line, (_index(event.start_mark), _index(event.end_mark)))
    elif isinstance(event, yaml.CollectionStartEvent):
        start = _index(event.start_mark) if event.flow_style else None
        builder.open({} if isinstance(event, yaml.MappingStartEvent) else [], line, start)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.close(_index(event.end_mark))
    elif isinstance(event, yaml.DocumentStartEvent):
        builder.begin(line)


def _index(mark: Any) -> int:
    """Give the character of a mark, from 0; the parser sets one on every event of a node."""
    return int(mark.index)


def _refuse_tricks(event: yaml.NodeEvent, builder: Builder, line: int) -> None:
    if isinstance(event, yaml.AliasEvent):
        builder.stop("Aliases (*) are not read. Write the value out.", line)
    if event.anchor is not None:
        builder.complain("Anchors (&) are not read. Write the value out where it is needed.", line)
    if getattr(event, "tag", None) is not None:
        builder.complain("Tags (!) are not read. Write the value without one.", line)


def _explained(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else None
    words = str(getattr(error, "problem", "") or "")
    if line and _tab_indents(text, line):
        return Problem("This line is indented with a tab. Use spaces.", line)
    for known, meaning in _MEANINGS.items():
        if known in words:
            return Problem(meaning, line)
    return Problem(f"This is not YAML: {words or 'the parser gave up'}.", line)


def _tab_indents(text: str, line: int) -> bool:
    at_line = text.splitlines()[line - 1 : line]
    return bool(at_line) and re.match(r" *\t", at_line[0]) is not None
