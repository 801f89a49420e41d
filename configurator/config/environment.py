"""Environment variables; every one has a default."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe

TRUE = {"1", "true", "yes", "on"}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def text(name: str, default: str = "") -> str:
    """Read a variable, or the file that ``NAME_FILE`` names, such as a mounted Secret."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            sys.exit(f"{name}_FILE: cannot read {file}: {error.strerror}.")
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Read a boolean: 1, true, yes and on are true, every other text is false."""
    value = text(name)
    return value.strip().lower() in TRUE if value else default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Read a list of entries that are separated by commas."""
    entries = [entry.strip() for entry in text(name).split(",")]
    return [entry for entry in entries if entry] or list(default)


def secret_key(path: Path) -> str:
    """Read the key of this installation from its file; create the file, with mode 600, if needed.

    On a read-only file system the key lasts as long as the process: `validate` and the other
    commands need no lasting key.
    """
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text(encoding="utf-8")
    except OSError as error:
        if error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise
        return token_urlsafe(50)


def _make_key(path: Path) -> None:
    """Create the file atomically: of several servers that start at once, the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as stream:
        stream.write(token_urlsafe(50))
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
