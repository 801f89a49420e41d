"""Runs checkov on bundles and on `deploy/`: `make checkov`.

What it may find is in `checkov_skips`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import generators
from generators.plan import Plan
from tests.checkov_skips import SKIPS
from tests.checkov_skips import Skip
from tests.checkov_skips import skip_for
from tests.machine import kustomize
from tests.plans import branches

OPTIONS = ("--framework", "kubernetes", "--skip-download", "--quiet", "--compact", "-o", "json")
OVERLAYS = Path(__file__).resolve().parent.parent / "deploy/overlays"
PLANS = ("api-managed", "web-company", "public-docs", "small-team", "everything")


def render(plan: Plan, folder: Path) -> None:
    """Write the objects of a plan's overlay and jobs, each as one file."""
    bundle = generators.bundle(plan)
    for file in bundle.files:
        path = folder / "bundle" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text)
    whole = folder / "bundle"
    build(folder, *(whole / "overlays").iterdir(), *(whole / "jobs").iterdir())


def build(folder: Path, *targets: Path) -> None:
    """Let kustomize render directories, each to one file."""
    (folder / "rendered").mkdir()
    for target in targets:
        done = subprocess.run([*kustomize(), str(target)], capture_output=True, check=True)
        (folder / "rendered" / f"{target.name}.yaml").write_bytes(done.stdout)


def checked(folder: Path) -> dict[str, Any]:
    """Give checkov's report on the rendered objects."""
    command = [os.environ["CHECKOV"], "-d", str(folder / "rendered"), *OPTIONS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def failures(name: str) -> tuple[int, list[tuple[str, str]]]:
    """Count what passed of a plan or of our own overlay, and list what did not."""
    with TemporaryDirectory() as folder:
        if (OVERLAYS / name).is_dir():
            build(Path(folder), OVERLAYS / name)
        else:
            render(branches()[name], Path(folder))
        report = checked(Path(folder))
    failed = report["results"]["failed_checks"]
    return report["summary"]["passed"], [(check["check_id"], check["resource"]) for check in failed]


def main() -> int:
    """Check every plan and our own overlays, write a line for each, and give the exit code."""
    needed: set[Skip | None] = set()
    unexplained = 0
    for name in (*PLANS, *sorted(overlay.name for overlay in OVERLAYS.iterdir())):
        passed, failed = failures(name)
        surprises = [check for check in failed if not skip_for(*check)]
        needed |= {skip_for(*check) for check in failed}
        unexplained += len(surprises)
        counts = f"{passed} passed, {len(failed) - len(surprises)} meant so, {len(surprises)} open"
        lines = (
            f"{name:<12} {counts}",
            *(f"  {check} {resource}" for check, resource in surprises),
        )
        sys.stdout.writelines(f"{line}\n" for line in lines)
    idle = [skip for skip in SKIPS if skip not in needed]
    for skip in idle:
        sys.stdout.write(f"Nothing needs the skip of {skip.check} for {skip.resources}.\n")
    return 1 if unexplained or idle else 0


if __name__ == "__main__":
    sys.exit(main())
