"""Bundles as they were reviewed; `make golden` rewrites them, and the diff is read like code.

The presets and the largest plan are kept whole. Of each other branch, what it changes: the files
that differ from the recommended plan's bundle, and the names of those that it has no more.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import generators
from generators.plan import Plan
from generators.plan import recommended
from tests.plans import BRANCHES
from tests.plans import branches

GOLDEN = Path(__file__).parent / "golden"
WHOLE = ("api-managed", "web-company", "public-docs", "small-team", "everything")
CHANGED = tuple(name for name in BRANCHES if name not in WHOLE)
GONE = "gone.txt"


def files(plan: Plan) -> dict[str, str]:
    """Give the files of a plan's bundle by path."""
    return {file.path: file.text for file in generators.bundle(plan).files}


def changes(plan: Plan) -> dict[str, str]:
    """Give the files but documents in which a plan's bundle differs from the recommended one's."""
    usual, these = files(recommended()), files(plan)
    changed = {
        path: text for path, text in these.items() if "/" in path and usual.get(path) != text
    }
    gone = "".join(f"{path}\n" for path in usual if path not in these)
    return changed | ({GONE: gone} if gone else {})


def check(made: dict[str, str], folder: Path, rewrite: bool) -> None:
    """Compare files with those that were reviewed, or write them down for the next review."""
    if rewrite:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")

    reviewed = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }

    assert made == reviewed


@pytest.mark.parametrize("name", WHOLE)
def test_a_bundle_is_as_it_was_reviewed(name: str, update_golden: bool) -> None:
    check(files(branches()[name]), GOLDEN / name, update_golden)


@pytest.mark.parametrize("name", CHANGED)
def test_a_branch_changes_what_was_reviewed(name: str, update_golden: bool) -> None:
    check(changes(branches()[name]), GOLDEN / "branches" / name, update_golden)
