"""Whether the team's own kustomizations over the overlays still build, asked of kustomize."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_BUILD = 60  # seconds; a build of a bundle takes less than one
TOOLS = (("kustomize", "build"), ("kubectl", "kustomize"))


@dataclass(frozen=True)
class Build:
    """The build of one folder below ``custom/``; ``tool`` is empty where none is installed."""

    path: str
    tool: str
    error: str = ""


def built(folder: Path) -> Iterator[Build]:
    """Build each kustomization below ``custom/``, sorted by name."""
    command = next((command for command in TOOLS if shutil.which(command[0])), None)
    for file in sorted(folder.glob("custom/*/kustomization.yaml")):
        path = file.parent.relative_to(folder).as_posix()
        if command is None:
            yield Build(path, "")
            continue
        yield Build(path, command[0], _error(command, file.parent))


def _error(command: tuple[str, str], folder: Path) -> str:
    """Return what the tool printed where it refused the folder, empty where it built it."""
    try:
        ended = subprocess.run(
            [*command, str(folder)],
            capture_output=True,
            text=True,
            timeout=LONGEST_BUILD,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} did not end within {LONGEST_BUILD} seconds."
    return ended.stderr.strip() if ended.returncode else ""
