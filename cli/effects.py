"""What applying an updated folder does to the bundle that was in it before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import generators

# Where kustomize reads from; documents and scripts are not applied.
APPLIED = ("base", "components", "overlays")


def texts(folder: Path) -> dict[str, str]:
    """Read what of a folder is applied, by path; nothing where there is no folder yet."""
    paths = (path for name in APPLIED for path in sorted((folder / name).rglob("*")))
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.is_file()
    }


def told(before: Mapping[str, str], bundle: generators.Bundle) -> str:
    """Say what applying a bundle does to what an older one made; empty where it does nothing.

    The team's own changes below ``custom`` are not in it.
    """
    after = {file.path: file.text for file in bundle.files}
    try:
        changes = generators.bundle_changes(before, after)
    except generators.CannotRender as error:
        return f"What applying does is not known: {error}\n"
    return generators.changes_as_markdown(changes) if any(changes) else ""
