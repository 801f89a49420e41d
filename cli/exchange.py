"""Put a folder where another one is, so that whoever looks sees the old one or the new one."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

# linux/fcntl.h and linux/fs.h: https://man7.org/linux/man-pages/man2/renameat2.2.html
AT_FDCWD = -100
RENAME_EXCHANGE = 2


def exchange(new: Path, old: Path) -> None:
    """Let two folders of one file system change places, in one step where the system can.

    Linux does it in one step on its usual file systems. Elsewhere the old folder is moved aside
    first, so for a moment there is none; where the second step fails, the first is taken back.
    """
    if _exchanged(new, old):
        return
    aside = new.with_name(f"{new.name}.old")
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)


def _exchanged(new: Path, old: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = (AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old))
    return bool(renameat2(*paths, RENAME_EXCHANGE) == 0)
