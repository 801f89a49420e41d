"""What a plan says of backups."""

from __future__ import annotations

import re

from generators.plan import Plan

_OBJECT_STORE = re.compile(
    r"(?:s3|gs)://[^/\s]+\S*|azblob://[a-z0-9]+\S*|https://[a-z0-9]+\.blob\.core\.windows\.net/\S+"
)


def object_store(destination: str) -> bool:
    """Tell whether a destination is the address of a bucket that CloudNativePG can write to."""
    return bool(_OBJECT_STORE.fullmatch(destination.strip()))


def backed_up(plan: Plan) -> bool:
    """Tell whether the plan says when PostgreSQL is backed up and where to.

    One pod's dumps go to a volume of their own, so it needs no destination.
    """
    backup = plan.database.backup
    placed = backup.destination.strip() or plan.database.mode == "in-cluster"
    return bool(backup.schedule and placed)
