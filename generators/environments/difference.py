"""The difference between two objects as a JSON patch (RFC 6902), in the fewest words."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from generators.manifests.part import Manifest

# What people call a list's entries by, so that one that moved is not taken for another.
NAMES = ("name", "alert", "record", "key", "path")


def difference(before: Any, after: Any, path: str = "") -> tuple[Manifest, ...]:
    """List the operations that turn one value into another; none where they are the same.

    A value is replaced as a whole where its inner operations would take more room.
    """
    if _same(before, after):
        return ()
    whole: tuple[Manifest, ...] = ({"op": "replace", "path": path, "value": after},)
    inner: tuple[Manifest, ...]
    if isinstance(before, dict) and isinstance(after, dict):
        inner = tuple(_of_mappings(before, after, path))
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        inner = tuple(_of_lists(before, after, path))
    else:
        return whole
    # The root of an object cannot be replaced: a patch has to leave it what it is.
    return inner if not path or len(repr(inner)) <= len(repr(whole)) else whole


def _same(before: Any, after: Any) -> bool:
    """Compare as YAML does, where 1 is neither 1.0 nor true, and a tuple is a list."""
    return _written(before) == _written(after)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        inner = sorted((str(key), _written(each)) for key, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return repr([_written(each) for each in value])
    return repr(value)


def _of_mappings(before: Manifest, after: Manifest, path: str) -> Iterator[Manifest]:
    for key in before:
        place = f"{path}/{_escaped(key)}"
        if key in after:
            yield from difference(before[key], after[key], place)
        else:
            yield {"op": "remove", "path": place}
    for key in after:
        if key not in before:
            yield {"op": "add", "path": f"{path}/{_escaped(key)}", "value": after[key]}


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _of_lists(before: Sequence[Any], after: Sequence[Any], path: str) -> Iterator[Manifest]:
    """Walk both lists side by side; each operation counts on those before it."""
    known = [_called(each) for each in before]
    wanted = [_called(each) for each in after]
    matcher = SequenceMatcher(None, known, wanted, autojunk=False)
    for _, first, last, start, stop in matcher.get_opcodes():
        both = min(last - first, stop - start)
        for step in range(both):
            yield from difference(
                before[first + step], after[start + step], f"{path}/{start + step}"
            )
        for _ in range(first + both, last):
            yield {"op": "remove", "path": f"{path}/{start + both}"}
        for place in range(start + both, stop):
            yield {"op": "add", "path": f"{path}/{place}", "value": after[place]}


def _called(entry: Any) -> str:
    if isinstance(entry, dict):
        for name in NAMES:
            if isinstance(entry.get(name), str):
                return f"{name}={entry[name]}"
    return _written(entry)
