"""Values from the events of a YAML parser, bounded and without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from math import isfinite
from typing import NoReturn
from typing import Self

from generators.yaml.problem import MOST_PROBLEMS
from generators.yaml.problem import Problem
from generators.yaml.problem import Unreadable
from generators.yaml.problem import dotted

DEEPEST = 24
MOST_VALUES = 20_000
LONGEST_SHOWN = 60

Path = tuple[str | int, ...]

_TRUTHS = {
    spelled: truth
    for word, truth in (
        *(("true", True), ("yes", True), ("on", True)),
        *(("false", False), ("no", False), ("off", False)),
    )
    for spelled in (word, word.capitalize(), word.upper())
}
_NULLS = {"", "~", "null", "Null", "NULL"}
# Only numbers that everybody reads alike: 010, 0x1F, 1_000, 1e3 and 1:30 stay text.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
# Keys that a message may repeat, because they look like those of a plan; others may be secrets.
_KNOWN_KEY = re.compile(r"[A-Za-z]{1,40}|(?=.{1,60}$)[A-Z]+(?:_[A-Z0-9]+)+")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,40}(?:e[+-][0-9]{1,3})?")


class WrittenFloat(float):
    """A number with a point that remembers how it was written: `1.30` is not `1.3`."""

    text: str

    def __new__(cls, text: str) -> Self:
        """Read a decimal number."""
        number = super().__new__(cls, text)
        number.text = text
        return number


def resolved(text: str) -> object:
    """Read an unquoted text as a truth, null, number, or as itself; never as a date."""
    if text in _TRUTHS:
        return _TRUTHS[text]
    if text in _NULLS:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and isfinite(number := WrittenFloat(text)):
        return number
    return text


@dataclass
class _Open:
    """A mapping or list that is not closed yet; in a mapping, the key that waits for its value."""

    container: dict[str, object] | list[object]
    path: Path
    key: str | None = None
    start: int | None = None


@dataclass
class Builder:
    """Collects one document: its value, the line of each key, and what is wrong with it.

    ``spans`` says from which character to which a value is written, where it is a scalar or in
    brackets.
    """

    value: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _values: int = 0
    _begun: bool = False

    def begin(self, line: int) -> None:
        """Begin the document, of which there is only one."""
        if self._begun:
            self.stop("A second document begins here (---). A plan is one document.", line)
        self._begun = True

    def open(
        self, container: dict[str, object] | list[object], line: int, start: int | None = None
    ) -> None:
        """Begin a mapping or a list; in brackets where ``start`` is their first character."""
        if self._awaits_key():
            self.stop("A key must be plain text, not a list or a mapping.", line)
        path = self._put(container, line)
        if len(self._open) == DEEPEST:
            self.stop(f"This is nested more than {DEEPEST} levels deep.", line)
        self._open.append(_Open(container, path, start=start))

    def close(self, end: int) -> None:
        """End the innermost mapping or list, before the character ``end``."""
        ended = self._open.pop()
        if ended.start is not None:
            self.spans[ended.path] = (ended.start, end)

    def scalar(self, text: str, plain: bool, line: int, span: tuple[int, int]) -> None:
        """Add a key or a value; `plain` when it stood there without quotes."""
        if self._awaits_key():
            self._key(text, plain, line)
        else:
            self.spans[self._put(resolved(text) if plain else text, line)] = span

    def complain(self, message: str, line: int, path: Path = ()) -> None:
        """Note a problem and go on, but not for ever."""
        self.problems.append(Problem(message, line, dotted(path)))
        if len(self.problems) >= MOST_PROBLEMS:
            raise Unreadable(self.problems)

    def stop(self, message: str, line: int) -> NoReturn:
        """Note a problem and raise `Unreadable`, because what follows could not be understood."""
        raise Unreadable([*self.problems, Problem(message, line)])

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].key is None and self._in_mapping()

    def _in_mapping(self) -> bool:
        return isinstance(self._open[-1].container, dict)

    def _key(self, text: str, plain: bool, line: int) -> None:
        innermost = self._open[-1]
        path = (*innermost.path, text)
        if plain and text == "<<":
            self.complain("Merge keys (<<) are not read. Write the keys out.", line)
        elif plain and not isinstance(resolved(text), str):
            key = text[:LONGEST_SHOWN] or "(empty)"
            self.complain(f"The key {key} is not text. Put it in quotes.", line)
        elif path in self.lines:
            known = _KNOWN_KEY.fullmatch(text)
            self.complain(
                f"{f'“{text}”' if known else 'A key'} comes twice, on lines {self.lines[path]} and "
                f"{line}. Keep one.",
                line,
                path if known else innermost.path,
            )
        self.lines.setdefault(path, line)
        innermost.key = text

    def _put(self, value: object, line: int) -> Path:
        self._values += 1
        if self._values > MOST_VALUES:
            self.stop(f"This has more than {MOST_VALUES} values.", line)
        if not self._open:
            self.value = value
            return ()
        innermost = self._open[-1]
        if isinstance(innermost.container, list):
            path: Path = (*innermost.path, len(innermost.container))
            innermost.container.append(value)
            self.lines[path] = line
            return path
        key, innermost.key = innermost.key or "", None
        innermost.container[key] = value
        return (*innermost.path, key)
