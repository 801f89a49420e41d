"""Whether the team's own kustomizations over the overlays still build, asked of kustomize."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import generators

LONGEST_BUILD = 60  # seconds; a build of a bundle takes less than one
TOOLS = (("kustomize", "build"), ("kubectl", "kustomize"))


@dataclass(frozen=True)
class Build:
    """The build of one folder below ``custom/``; ``tool`` is empty where none is installed.

    ``unmet`` lists its patches and images that meet nothing, which the tool does not tell.
    ``changed`` tells whether the team wrote anything into it.
    """

    path: str
    tool: str
    error: str = ""
    unmet: tuple[str, ...] = ()
    changed: bool = True

    @property
    def environment(self) -> str:
        """Return the environment whose overlay it is for."""
        return self.path.rpartition("/")[2]


def built(folder: Path, files: Mapping[str, str]) -> Iterator[Build]:
    """Build each kustomization below ``custom/``, sorted by name.

    ``files`` are the bundle's by path, against which patches are held.
    """
    command = next((command for command in TOOLS if shutil.which(command[0])), None)
    for file in sorted(folder.glob("custom/*/kustomization.yaml")):
        path = file.parent.relative_to(folder).as_posix()
        text = file.read_text(encoding="utf-8", errors="replace")
        unmet = generators.unmet_targets(text, files, file.parent.name)
        generated = files.get(f"{path}/{file.name}", "")
        build = Build(path, "", "", unmet, _entries(text) != _entries(generated))
        if command and build.changed:
            build = replace(build, tool=command[0], error=_error(command, file.parent))
        yield build


def _entries(text: str) -> list[str]:
    """Return the lines of a file without its comments, which another version may word otherwise."""
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


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
