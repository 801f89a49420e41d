"""The tools that pip cannot bring, found once; `scripts/test-tools` installs what is missing."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from tests.kubernetes_yaml import documents

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _first_of(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


@cache
def kustomize() -> tuple[str, ...]:
    """Return the command that renders a directory, which is its last argument."""
    if path := shutil.which("kustomize"):
        return (path, "build")
    if path := shutil.which("kubectl"):
        return (path, "kustomize")
    raise RuntimeError("The tests need kustomize or kubectl: run scripts/test-tools")


@cache
def chromium() -> str:
    """Return the path of this machine's Chromium; without a window it costs a quarter less."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    if path := _first_of(*names):
        return path
    raise RuntimeError("The tests need Chromium: run scripts/test-tools")


def rendered_together(root: Path, folder: str, jobs: str) -> list[dict[str, Any]]:
    """Return what kustomize makes of a folder of a bundle and of each job beside it.

    It is started once for all: its start takes longer than what it then does.
    """
    folders = [folder, *(f"{jobs}/{job.name}" for job in sorted((root / jobs).glob("*")))]
    whole = Path(tempfile.mkdtemp(dir=root))
    resources = "".join(f"- ../{folder}\n" for folder in folders)
    (whole / "kustomization.yaml").write_text(f"resources:\n{resources}")
    return rendered(whole)


def rendered(directory: Path | str) -> list[dict[str, Any]]:
    """Return the objects kustomize makes of a directory; anything on its standard error fails."""
    done = subprocess.run(
        [*kustomize(), str(directory)], capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    assert done.returncode == 0, f"kustomize ended with {done.returncode}"
    return documents(done.stdout)
