"""Dictionaries and lists to YAML, for eyes and for every reader of YAML.

Written by hand because PyYAML leaves `1e3` and `0o17` bare, which Kubernetes reads as numbers, and
lets characters through that a reviewer cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

# YAML allows 1,024: https://yaml.org/spec/1.2.2/#742-flow-mappings
_LONGEST_KEY = 1000

# What a reviewer can see. Listed here, not asked of Python, whose Unicode tables grow by release;
# left out are spaces other than the plain one, all that is invisible, and what turns the direction.
_SEEN = (
    "\\x20-\\x7e\xa1-\xac\xae-\u034e\u0350-\u05ff\u0606-\u061b\u061d-\u06dc\u06de-\u070e\u0710-\u088f"
    "\u0892-\u08e1\u08e3-\u115e\u1161-\u167f\u1681-\u17b3\u17b6-\u180a\u1810-\u1fff\u2010-\u2027"
    "\u2030-\u205e\u2070-\u27ff\u2900-\u2fff\u3001-\u3163\u3165-\ud7ff\uf900-\ufdcf\ufdf0-\ufdff"
    "\ufe10-\ufefe\uff00-\uff9f\uffa1-\uffef\U0001f300-\U0001faff\U00020000-\U0003134f"
)
_BARE_START = re.compile(r"[A-Za-z_/$\xa1-\uffff]|\.{1,2}/")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


class _Patterns(NamedTuple):
    hidden: re.Pattern[str]
    to_escape: re.Pattern[str]
    literal_line: re.Pattern[str]
    not_bare: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compile them when something is written: for whoever only reads, that takes too long.

    A text is bare only where no YAML, old or new, could see a number, a date, an indicator or a
    comment in it.
    """
    hidden = f"[^{_SEEN}]"
    return _Patterns(
        re.compile(hidden),
        re.compile(f'{hidden}|["\\\\]'),
        re.compile(f"[{_SEEN}\t]*"),
        re.compile(f"{hidden}|: |:$| #| $"),
    )


class Octal(int):
    """A file mode. It is written as people write modes, 0440, which every reader takes for 288."""


def dump(documents: Iterable[object]) -> str:
    """Write YAML documents: keys in the order given, no aliases, no folded lines."""
    return "---\n".join(_document(document) for document in documents)


def _document(value: object) -> str:
    lines: list[str] = []
    if isinstance(value, dict) and value:
        _mapping(value, "", "", lines)
    elif isinstance(value, list | tuple) and value:
        _sequence(value, "", "", lines)
    else:
        lines.append(_scalar(value, "  "))
    return "\n".join(lines) + "\n"


def _mapping(mapping: dict[str, object], pad: str, lead: str, lines: list[str]) -> None:
    """Add the lines of a mapping; `lead` begins the first of them and `pad` the others."""
    for key, value in mapping.items():
        head = f"{lead}{_key(key)}:"
        lead = pad
        if isinstance(value, dict) and value:
            lines.append(head)
            _mapping(value, pad + "  ", pad + "  ", lines)
        elif isinstance(value, list | tuple) and value:
            lines.append(head)
            _sequence(value, pad, pad, lines)
        else:
            lines.append(f"{head} {_scalar(value, pad + '  ')}")


def _sequence(items: Iterable[object], pad: str, lead: str, lines: list[str]) -> None:
    for item in items:
        head = f"{lead}- "
        lead = pad
        if isinstance(item, dict) and item:
            _mapping(item, pad + "  ", head, lines)
        elif isinstance(item, list | tuple) and item:
            _sequence(item, pad + "  ", head, lines)
        else:
            lines.append(head + _scalar(item, pad + "  "))


def _scalar(value: object, pad: str) -> str:
    if isinstance(value, str):
        return _block(value, pad) if "\n" in value else _line(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"0{value:o}" if isinstance(value, Octal) else str(value)
    if isinstance(value, float) and isfinite(value):
        return _float(value)
    if isinstance(value, dict | list | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    raise TypeError(f"{type(value).__name__} has no place in YAML")


def _float(number: float) -> str:
    mantissa, exponent, power = repr(float(number)).partition("e")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}{exponent}{power}"


@lru_cache(maxsize=4096)
def _key(key: str) -> str:
    written = _line(key)
    if len(written) > _LONGEST_KEY:
        raise ValueError("a key is too long for YAML")
    return written


@lru_cache(maxsize=4096)
def _line(text: str) -> str:
    """Write a text on one line, in quotes unless it is plain to every reader."""
    if (
        _BARE_START.match(text)
        and not _patterns().not_bare.search(text)
        and text.lower() not in _WORDS
    ):
        return text
    if ('"' in text or "\\" in text) and not _patterns().hidden.search(text):
        return "'" + text.replace("'", "''") + "'"
    return _quoted(text)


def _quoted(text: str) -> str:
    return f'"{_patterns().to_escape.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    code = f"{ord(match[0]):04X}"
    wide = f"\\U{code:0>8}" if len(code) > len("FFFF") else f"\\u{code}"
    return _ESCAPES.get(match[0], wide)


def _block(text: str, pad: str) -> str:
    """Write lines below a `|`, or on one line where a reader could not see them as they are."""
    lines = text.split("\n")
    ending = "" if lines[-1] == "" else "-"
    body = lines if ending else lines[:-1]
    seen = all(
        _patterns().literal_line.fullmatch(line) and line == line.rstrip(" \t") for line in body
    )
    if not seen or not body[0] or not body[-1] or body[0][0] in " \t":
        return _quoted(text)
    return "\n".join([f"|{ending}", *(pad + line if line else "" for line in body)])
