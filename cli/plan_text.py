"""A plan file with other choices and the same comments, order and blank lines.

Values are replaced one by one, where they are scalars or in brackets. The outcome is read again:
where it is not the plan that was wanted, there is none, and the caller writes the plan anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import generators
from generators.yaml.loader import Document
from generators.yaml.loader import load

Keys = tuple[str, ...]
REMOVED = object()

# The end of a line whose value goes: nothing but a comment.
_COMMENT = re.compile(r"\s*(?:#.*)?")


def edited(source: bytes, wanted: generators.PlanFile) -> str | None:
    """Write the choices of a plan into the text of another one; nothing where that fails.

    ``source`` is a readable plan file.
    """
    text = source.decode("utf-8-sig")
    before = generators.sparse_file(generators.read_plan_file(source))
    after = generators.sparse_file(wanted)
    for keys, value in _differences(before, after):
        changed = _changed(text, keys, value)
        if changed is None:
            return None
        text = changed
    try:
        result = generators.sparse_file(generators.read_plan_file(text.encode()))
    except generators.Unreadable:
        return None
    return text if result == after else None


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], keys: Keys = ()
) -> Iterator[tuple[Keys, Any]]:
    """List the keys with another value, with the new one; lists are compared as a whole."""
    for key in (*after, *(key for key in before if key not in after)):
        own, other = before.get(key, REMOVED), after.get(key, REMOVED)
        if isinstance(own, Mapping) and isinstance(other, Mapping):
            yield from _differences(own, other, (*keys, key))
        elif own != other:
            yield (*keys, key), other


def _changed(text: str, keys: Keys, value: object) -> str | None:
    """Give a text in which a key has a value, or is gone; nothing where its value is a block."""
    document = load(text.encode())
    if keys not in document.lines:
        return None if value is REMOVED else _inserted(text, document, keys, value)
    if keys not in document.spans:
        return None
    start, end = document.spans[keys]
    if value is REMOVED:
        return _without_line(text, keys, start, end)
    end = start + len(text[start:end].rstrip())
    return f"{text[:start]}{_flow(value)}{text[end:]}"


def _without_line(text: str, keys: Keys, start: int, end: int) -> str | None:
    """Take out the line of a value, where it has nothing else but its key and a comment."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    key = re.compile(rf"\s*{_key(keys)}\s*:\s+")
    alone = key.fullmatch(text[first:start]) and _COMMENT.fullmatch(text[end:last].rstrip())
    return text[:first] + text[last:] if alone else None


def _inserted(text: str, document: Document, keys: Keys, value: object) -> str | None:
    """Put a key into the nearest group that the file has."""
    known = {(), *document.lines}
    parent = next(keys[:end] for end in range(len(keys) - 1, -1, -1) if keys[:end] in known)
    inside: Any = value
    for key in reversed(keys[len(parent) + 1 :]):
        inside = {key: inside}
    key = keys[len(parent)]
    if not parent:
        return None
    if parent in document.spans:
        return _into_brackets(text, document, parent, f"{key}: {_flow(inside)}")
    return _into_block(text, document, parent, {key: inside})


def _into_brackets(text: str, document: Document, parent: Keys, entry: str) -> str:
    """Put an entry behind the last one of a mapping in braces."""
    start, end = document.spans[parent]
    inside = [
        span
        for path, span in document.spans.items()
        if len(path) > len(parent) and path[: len(parent)] == parent
    ]
    if not inside:
        return f"{text[:start]}{{{entry}}}{text[end:]}"
    last = max(after for _, after in inside)
    return f"{text[:last]}, {entry}{text[last:]}"


def _into_block(
    text: str, document: Document, parent: Keys, entry: Mapping[str, Any]
) -> str | None:
    """Put an entry at the head of an indented group."""
    lines = text.splitlines(keepends=True)
    number = document.lines[parent]
    children = [line for path, line in document.lines.items() if path[:-1] == parent]
    if not children or min(children) == number:
        return None
    first = lines[min(children) - 1]
    pad = first[: len(first) - len(first.lstrip(" "))]
    ending = "\r\n" if lines[number - 1].endswith("\r\n") else "\n"
    lines[number:number] = [
        f"{pad}{line}{ending}" for line in generators.dump([entry]).splitlines()
    ]
    return "".join(lines)


def _key(keys: Keys) -> str:
    """Match the last of some keys as it may be written: bare or in quotes."""
    return rf"""(?:{re.escape(keys[-1])}|"{re.escape(keys[-1])}"|'{re.escape(keys[-1])}')"""


def _flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        inside = (f"{key}: {_flow(inner)}" for key, inner in value.items())
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_flow(item) for item in value)}]"
    written = generators.dump([{"key": value}])
    return written.removeprefix("key: ").removesuffix("\n")
