"""The checksums of a bundle: one digest for its files, however they are packed.

A zip, a folder, a checkout and a ``git archive`` of the same files have the same digest. It is the
SHA-256 of ``SHA256SUMS``, which ``sha256sum --check`` reads and which lists every generated file
but itself. What a team keeps below ``custom/`` is its own, and in no checksum.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

CHECKSUMS = "SHA256SUMS"
CUSTOM = "custom"


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_custom(path: str) -> bool:
    """Tell whether a path of a bundle is the team's own, which no checksum covers."""
    return path.partition("/")[0] == CUSTOM


def checksums(digests: Mapping[str, str]) -> str:
    """Write ``SHA256SUMS`` for files by path, sorted by path, without itself and the team's own."""
    return "".join(
        f"{digests[path]}  {path}\n"
        for path in sorted(digests)
        if path != CHECKSUMS and not is_custom(path)
    )


def bundle_digest(digests: Mapping[str, str]) -> str:
    """Return the digest of a bundle from the SHA-256 of each file by path."""
    return sha256(checksums(digests).encode())


def digests_in(text: str) -> dict[str, str]:
    """Read ``SHA256SUMS`` as :func:`checksums` writes it; a line of another form is left out."""
    lines = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, separator, path in lines if separator and path}
