"""Which generator and which guide this installation judges with, so that a revision remembers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import generators


def _fingerprint() -> str:
    """Summarise the generators' own files: two installations that differ in any say so."""
    top = Path(generators.__file__).parent
    digest = hashlib.sha256()
    for path in sorted((*top.rglob("*.py"), *top.rglob("*.j2"))):
        digest.update(f"{path.relative_to(top).as_posix()}\0".encode())
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


GENERATOR = f"{generators.VERSION}+{_fingerprint()}"
GUIDE = generators.GUIDE
