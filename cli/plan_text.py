"""A plan file with other choices and the same comments, order and blank lines.

Lines are changed one by one, where they hold one value. The outcome is read again: where it is not
the plan that was wanted, there is none, and the caller writes the plan anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import generators
from generators.yaml.loader import load

Keys = tuple[str, ...]
REMOVED = object()

# One value on one line: in quotes, as a list in brackets, or bare.
_VALUE = (
    r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]{}#]*\]"""
    r"""|[^\s\[\]{}&*!|>'"#,](?:[^#]|(?<=\S)#)*?"""
)
_COMMENT = r"\s*(?:\s#.*)?"
# A mapping on one line that has something in it, and nothing but a comment after it.
_BRACES = re.compile(r"^(?P<head>[^#{]*:\s+\{)(?P<inside>.*\S.*)(?P<tail>\}\s*(?:\s#.*)?)$")


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
    """Give a text in which a key has a value, or is gone."""
    numbers = {path: line for path, line in load(text.encode()).lines.items() if path}
    lines = text.splitlines(keepends=True)
    if keys not in numbers:
        return _inserted(lines, keys, value, numbers)
    number = numbers[keys] - 1
    pattern = re.compile(
        rf"^(?P<head>\s*{_key(keys)}\s*:\s+)(?P<value>{_VALUE})(?P<tail>{_COMMENT})$"
    )
    match = pattern.match(lines[number].rstrip("\r\n"))
    if match and value is REMOVED:
        del lines[number]
    elif match:
        ending = lines[number][match.end() :]
        lines[number] = f"{match['head']}{_flow(value)}{match['tail']}{ending}"
    elif value is not REMOVED and (line := _within_braces(lines[number], keys, value)):
        lines[number] = line
    else:
        return None
    return "".join(lines)


def _within_braces(line: str, keys: Keys, value: object) -> str | None:
    """Change the one value of a key in a mapping on one line, such as ``{mode: none}``."""
    pattern = rf"(?P<head>[{{,]\s*{_key(keys)}\s*:\s+)(?P<value>{_VALUE})(?=\s*[,}}])"
    changed, count = re.subn(pattern, lambda match: match["head"] + _flow(value), line)
    return changed if count == 1 else None


def _inserted(
    lines: list[str], keys: Keys, value: object, numbers: Mapping[Any, int]
) -> str | None:
    """Put a key at the head of the nearest group that the file has."""
    parent = next(
        keys[:end] for end in range(len(keys) - 1, -1, -1) if keys[:end] in {(), *numbers}
    )
    inside: Any = value
    for key in reversed(keys[len(parent) + 1 :]):
        inside = {key: inside}
    key = keys[len(parent)]
    if value is REMOVED or not parent:
        return None
    number = numbers[parent] - 1
    if braces := re.match(
        r"^(?P<head>[^#{]*:\s+\{)(?P<inside>.*\S.*)(?P<tail>\}.*)$", lines[number]
    ):
        ending = lines[number][braces.end() :]
        added = f"{braces['head']}{braces['inside']}, {key}: {_flow(inside)}{braces['tail']}"
        lines[number] = added + ending
        return "".join(lines)
    children = [line for path, line in numbers.items() if path[:-1] == parent]
    if not children or min(children) - 1 == number:
        return None
    head = lines[min(children) - 1]
    pad = head[: len(head) - len(head.lstrip(" "))]
    written = generators.dump([{key: inside}]).splitlines()
    if not lines[number].endswith("\n"):
        return None
    lines[number + 1 : number + 1] = [f"{pad}{line}\n" for line in written]
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
