"""The patch is what a real `git apply` takes, and gives the other bundle byte for byte."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as some

import generators
from configurator.comparison import Side
from configurator.comparison import as_of_today
from configurator.comparison import compare
from tests.plans import branches
from tests.strategies import plans

NAMES = some.text("ab \"\\\t'é🚀-~", min_size=1, max_size=4).map(lambda name: f"x{name}x")
TEXTS = some.lists(
    some.sampled_from(["", "a", "b ", "c\r", "d\x0c\u2028", "-- e", "\\ f"])
).flatmap(
    lambda lines: some.sampled_from(["\n".join(lines), "".join(f"{line}\n" for line in lines)])
)
FILES = some.dictionaries(
    some.one_of(NAMES, NAMES.map(lambda name: f"folder {name}/inside")),
    some.tuples(TEXTS, some.booleans()),
    min_size=1,
    max_size=4,
)


@cache
def bundled(name: str) -> Side:
    """Return a branch of the contract as a side."""
    return as_of_today(name, branches()[name])


SIDES = some.sampled_from(sorted(branches())).map(bundled)


def side(files: dict[str, tuple[str, bool]]) -> Side:
    """Return a side of these files, which are of no plan."""
    made = [
        generators.Rendered(path, text, "", executable=executable)
        for path, (text, executable) in files.items()
    ]
    return Side("files", None, files=tuple(made))


def written(files: Iterable[generators.Rendered], folder: Path) -> None:
    """Write files as unpacking their bundle does."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode())
        path.chmod(0o755 if file.executable else 0o644)


def read(folder: Path) -> dict[str, tuple[bytes, bool]]:
    """Return the bytes of each file below a folder, and whether it is executable."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), bool(path.stat().st_mode & 0o100))
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def expected(side: Side) -> dict[str, tuple[bytes, bool]]:
    """Return what `read` gives for the files of a side."""
    return {file.path: (file.text.encode(), file.executable) for file in side.files}


def applied(left: Side, right: Side) -> dict[str, tuple[bytes, bool]]:
    """Apply the patch from one side to the other to the files of the first."""
    with tempfile.TemporaryDirectory() as name:
        written(left.files, Path(name))
        git(Path(name), compare(left, right).patch)
        return read(Path(name))


def git(folder: Path, patch: bytes, *options: str) -> None:
    """Apply a patch in a folder; there is none to apply where nothing changed."""
    if patch:
        done = subprocess.run(
            ["git", "apply", *options], cwd=folder, input=patch, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()


@settings(max_examples=60)
@given(SIDES, SIDES)
@pytest.mark.slow
def test_a_patch_makes_one_bundle_of_another(left: Side, right: Side) -> None:
    assert applied(left, right) == expected(right)


@settings(max_examples=25)
@given(plans(), SIDES)
def test_a_patch_makes_the_bundle_of_any_plan(plan: generators.Plan, start: Side) -> None:
    end = as_of_today("any", plan)

    if end.files:
        assert applied(start, end) == expected(end)


@given(FILES, FILES)
def test_a_patch_takes_any_text_and_any_name(
    old: dict[str, tuple[str, bool]], new: dict[str, tuple[str, bool]]
) -> None:
    assert applied(side(old), side(new)) == expected(side(new))


def test_a_patch_applies_to_a_folder_inside_a_repository(tmp_path: Path) -> None:
    left, right = bundled("web"), bundled("everything")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    written(left.files, tmp_path / "apps" / "acme")

    git(tmp_path, compare(left, right).patch, "--directory=apps/acme")

    assert read(tmp_path / "apps" / "acme") == expected(right)


def test_another_environment_is_a_move_of_its_overlay() -> None:
    left, right = bundled("one-replica"), bundled("ephemeral")

    moved = {file.path for file in compare(left, right).files if file.kind == "renamed"}

    assert "overlays/staging/kustomization.yaml" in moved
    assert b"rename from overlays/production/kustomization.yaml" in compare(left, right).patch


def test_sides_that_are_the_same_have_an_empty_patch() -> None:
    assert compare(bundled("web"), bundled("web")).patch == b""
