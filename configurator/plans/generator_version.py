"""The versions of the generator and the guide, which each revision stores."""

from __future__ import annotations

import hashlib
from pathlib import Path

import generators


def _fingerprint() -> str:
    """Return a hash of the generators' files, so that changed generators have another version."""
    top = Path(generators.__file__).parent
    digest = hashlib.sha256()
    for path in sorted((*top.rglob("*.py"), *top.rglob("*.j2"))):
        digest.update(f"{path.relative_to(top).as_posix()}\0".encode())
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


GENERATOR = f"{generators.VERSION}+{_fingerprint()}"
GUIDE = generators.GUIDE
