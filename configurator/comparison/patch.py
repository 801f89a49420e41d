"""The differences as one patch that ``git apply`` takes inside the bundle's folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from configurator.comparison.files import FileChange
from configurator.comparison.lines import Hunk

# Characters of the files that a patch changes; a bundle has a few hundred thousand.
LARGEST = 4_000_000
SIGNS = {"same": " ", "removed": "-", "added": "+"}
NO_END = "\\ No newline at end of file"

# What git writes bare; everything else it puts in quotes, with its bytes as C would.
_BARE = re.compile(r'[^\x00-\x1f\x7f-\U0010ffff"\\]*')
_ESCAPES = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r"}


def patch(changes: Iterable[FileChange]) -> bytes:
    """Write the patch; applied to the files of the left side it makes those of the right one."""
    return "".join(f"{line}\n" for change in changes for line in _file(change)).encode()


def _file(change: FileChange) -> Iterator[str]:
    old, new = (file or change.file for file in (change.old, change.new))
    yield f"diff --git {_quoted('a/' + old.path)} {_quoted('b/' + new.path)}"
    yield from _modes(change)
    if change.kind == "renamed":
        yield f"similarity index {change.lines.similarity}%"
        yield f"rename from {_quoted(old.path)}"
        yield f"rename to {_quoted(new.path)}"
    hunks = change.lines.plain_hunks
    if not hunks:
        return
    yield f"--- {_header_path('a/' + old.path) if change.old else '/dev/null'}"
    yield f"+++ {_header_path('b/' + new.path) if change.new else '/dev/null'}"
    for hunk in hunks:
        yield from _hunk(hunk)


def _modes(change: FileChange) -> Iterator[str]:
    if change.old is None:
        yield f"new file mode {_mode(change.file.executable)}"
    elif change.new is None:
        yield f"deleted file mode {_mode(change.file.executable)}"
    elif change.mode_changed:
        yield f"old mode {_mode(change.old.executable)}"
        yield f"new mode {_mode(change.new.executable)}"


def _hunk(hunk: Hunk) -> Iterator[str]:
    yield hunk.header
    for line in hunk.lines:
        yield SIGNS[line.kind] + line.text
        if line.unended:
            yield NO_END


def _mode(executable: bool) -> str:
    return "100755" if executable else "100644"


def _header_path(path: str) -> str:
    """Write a path where a date may follow: a tab ends one with a blank in it."""
    quoted = _quoted(path)
    return f"{quoted}\t" if " " in quoted and quoted == path else quoted


def _quoted(path: str) -> str:
    if _BARE.fullmatch(path):
        return path
    return '"' + "".join(_escaped(character) for character in path) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign in _ESCAPES:
        return f"\\{_ESCAPES[sign]}"
    if _BARE.fullmatch(sign):
        return sign
    return "".join(f"\\{byte:03o}" for byte in sign.encode())
