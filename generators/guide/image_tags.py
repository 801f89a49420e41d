"""What a tag tells: one release, a series of releases, or whatever was built last."""

from __future__ import annotations

import re

FLOATING = frozenset(
    [
        "latest",
        "main",
        "master",
        "trunk",
        "head",
        "stable",
        "edge",
        "nightly",
        "dev",
        "develop",
        "devel",
        "development",
        "canary",
        "beta",
        "next",
        "current",
        "rolling",
        "snapshot",
        "unstable",
        "release",
        "prod",
        "production",
        "staging",
        "lts",
    ]
)

# A version with one or two numbers, alone or of a variant such as `-slim`.
SERIES = re.compile(r"v?\d{1,2}(?:\.\d{1,3})?(?:-(?P<variant>[a-z]+))?")
COMMIT = re.compile(r"[0-9a-f]{7,}")


def floats(tag: str) -> bool:
    """Tell whether a tag is a word that the next build takes over."""
    return tag.strip().lower() in FLOATING


def is_series(tag: str) -> bool:
    """Tell whether a tag names a series, which moves with each patch; `1.8-deadbee` is a commit."""
    series = SERIES.fullmatch(tag.strip())
    return series is not None and not COMMIT.fullmatch(series["variant"] or "")
