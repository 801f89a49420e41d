"""A bundle in a team's repository: written, updated, edited by hand, interrupted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generators
from cli import exchange
from cli import folder
from generators.plan import Plan
from generators.plan import recommended
from tests.plans import everything

NEXT = {"scaling.backend.replicas": 2, "operations.alerts": "none"}


def tree(top: Path) -> dict[str, bytes]:
    """Return every file below a folder, with its bytes."""
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def files(plan: Plan) -> dict[str, bytes]:
    """Return the files of a plan's bundle, with their bytes."""
    bundle = generators.bundle(plan)
    return {f"{bundle.name}/{file.path}": file.text.encode() for file in bundle.files}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return the folder of a bundle that was generated for the first time."""
    return folder.write(generators.bundle(everything()), tmp_path).folder


def test_a_folder_reads_as_the_bundle_it_holds(written: Path) -> None:
    bundle = generators.bundle(everything())

    assert folder.read(written).digest == bundle.digest
    assert folder.read(written.parent).compared(bundle.digests).same


def test_the_folder_of_a_bundle_names_it(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written)

    assert folder.read(written).name == written.name
    assert folder.read(Path()).name == written.name
    assert folder.read(written.parent).name == written.name


def test_updating_twice_changes_nothing(written: Path) -> None:
    bundle = generators.bundle(generators.revised(everything(), NEXT))
    first = folder.update(bundle, written.parent)
    before = {path: (written / path).stat().st_mtime_ns for path in first.written}

    second = folder.update(bundle, written.parent)

    assert first.written
    assert not second.written
    assert not second.removed
    assert before == {path: (written / path).stat().st_mtime_ns for path in first.written}


def test_an_update_gives_the_new_bundle_and_removes_what_it_had_made(written: Path) -> None:
    plan = generators.revised(everything(), NEXT)

    result = folder.update(generators.bundle(plan), written.parent)

    assert tree(written.parent) == files(plan)
    assert any("alerts" in path for path in result.removed)


def test_scripts_stay_executable(written: Path) -> None:
    folder.update(generators.bundle(generators.revised(everything(), NEXT)), written.parent)

    assert os.access(written / "scripts/preflight.sh", os.X_OK)


def test_foreign_files_and_the_teams_own_kustomization_stay(written: Path) -> None:
    foreign = {
        "custom/production/kustomization.yaml": b"resources: [../../overlays/production]\n",
        "custom/production/patch.yaml": b"kind: Deployment\n",
        "base/NOTES.txt": b"ours",
        "OWNERS": b"team",
    }
    for path, content in foreign.items():
        (written / path).write_bytes(content)
    plan = generators.revised(everything(), NEXT)

    folder.update(generators.bundle(plan), written.parent)

    named = {f"{written.name}/{path}": content for path, content in foreign.items()}
    assert tree(written.parent) == {**files(plan), **named}
    assert folder.read(written).customized == (
        "custom/production/README.md",
        "custom/production/kustomization.yaml",
        "custom/production/patch.yaml",
    )


def test_an_edit_by_hand_stops_the_update_and_shows_the_lines(written: Path) -> None:
    edited = written / "overlays/production/kustomization.yaml"
    edited.write_text(edited.read_text() + "commonAnnotations: {team: platform}\n")
    before = tree(written.parent)

    with pytest.raises(folder.EditedByHand) as stopped:
        folder.update(generators.bundle(generators.revised(everything(), NEXT)), written.parent)

    (edit,) = stopped.value.edits
    assert edit.path == "overlays/production/kustomization.yaml"
    changed = [line for line in edit.lines if line.startswith(("+", "-"))][2:]
    assert changed == ["+commonAnnotations: {team: platform}"]
    assert tree(written.parent) == before


def test_force_overwrites_an_edit(written: Path) -> None:
    (written / "README.md").write_text("Mine.")
    plan = generators.revised(everything(), NEXT)

    folder.update(generators.bundle(plan), written.parent, force=True)

    assert tree(written.parent) == files(plan)


def test_an_edit_that_the_new_bundle_makes_as_well_is_none(written: Path) -> None:
    plan = generators.revised(everything(), NEXT)
    path = "plan.yaml"
    (written / path).write_text(generators.bundle(plan).file(path).text)

    folder.update(generators.bundle(plan), written.parent)

    assert tree(written.parent) == files(plan)


def test_the_plan_may_be_edited_in_its_bundle(written: Path) -> None:
    path = written / "plan.yaml"
    path.write_text(f"# Two are enough.\n{path.read_text()}".replace('tag: "1.8.2"', "tag: 1.8.3"))
    file = generators.read_plan_file(path.read_bytes())
    assert file.shared.release.backend.tag == "1.8.3"

    folder.update(generators.bundle_of(file), written.parent)

    assert folder.read(written).digest == generators.bundle_of(file).digest


def test_a_foreign_file_where_a_generated_one_belongs_stops_the_update(tmp_path: Path) -> None:
    small = folder.write(generators.bundle(generators.revised(everything(), NEXT)), tmp_path).folder
    path = next(
        file.path
        for file in generators.bundle(everything()).files
        if not (small / file.path).exists()
    )
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).write_text("ours\n")

    with pytest.raises(folder.EditedByHand) as stopped:
        folder.update(generators.bundle(everything()), tmp_path)

    assert [edit.path for edit in stopped.value.edits] == [path]


def test_a_link_in_place_of_a_file_is_not_followed(written: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("theirs")
    (written / "README.md").unlink()
    (written / "README.md").symlink_to(outside)

    with pytest.raises(folder.EditedByHand):
        folder.update(generators.bundle(generators.revised(everything(), NEXT)), written.parent)
    folder.update(generators.bundle(everything()), written.parent, force=True)

    assert outside.read_text() == "theirs"
    assert not (written / "README.md").is_symlink()


def test_a_folder_that_is_not_empty_needs_an_update(written: Path) -> None:
    with pytest.raises(folder.NotEmpty):
        folder.write(generators.bundle(everything()), written.parent)


def test_other_folders_beside_the_bundle_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    folder.write(generators.bundle(recommended()), tmp_path)

    assert (tmp_path / recommended().name / "plan.yaml").exists()


def interrupted_at(call: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function fail at its n-th call, and work before."""
    calls = iter(range(call))

    def interrupted(*arguments: Any, **options: Any) -> Any:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return function(*arguments, **options)

    return interrupted


@pytest.mark.parametrize("call", [0, 1, 5, 20])
@pytest.mark.parametrize("function", ["_write_file", "_link", "exchange"])
def test_an_interrupted_update_leaves_the_old_bundle_or_the_new_one(
    written: Path, monkeypatch: pytest.MonkeyPatch, function: str, call: int
) -> None:
    (written / "OWNERS").write_text("team")
    before, plan = tree(written.parent), generators.revised(everything(), NEXT)
    after = {**files(plan), f"{written.name}/OWNERS": b"team"}
    monkeypatch.setattr(folder, function, interrupted_at(call, getattr(folder, function)))

    try:
        folder.update(generators.bundle(plan), written.parent)
    except KeyboardInterrupt:
        assert tree(written.parent) == before
    else:
        assert tree(written.parent) == after


def test_an_interrupted_first_write_leaves_no_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_write_file", interrupted_at(9, folder._write_file))

    with pytest.raises(KeyboardInterrupt):
        folder.write(generators.bundle(everything()), tmp_path)

    assert not list(tmp_path.iterdir())


def test_folders_change_places_where_the_system_has_no_single_step(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_exchanged", lambda new, old: False)
    plan = generators.revised(everything(), NEXT)

    folder.update(generators.bundle(plan), written.parent)

    assert tree(written.parent) == files(plan)


@pytest.mark.parametrize("inside", ["repository", "shell"])
def test_the_folder_stays_where_somebody_is_in_it(
    written: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    if inside == "shell":
        monkeypatch.chdir(written / "base")
    else:
        (written / ".git").mkdir()
    inode, plan = written.stat().st_ino, generators.revised(everything(), NEXT)

    folder.update(generators.bundle(plan), written.parent)

    assert written.stat().st_ino == inode
    assert tree(written.parent) == files(plan)


def test_what_a_killed_process_left_beside_the_folder_goes_with_the_next_write(
    tmp_path: Path,
) -> None:
    bundle = generators.bundle(recommended())
    left, held, foreign = (
        tmp_path / f".{bundle.name}.{name}" for name in ("abandon1", "inuse_01", "foreign1")
    )
    for path in (left / bundle.name, held / bundle.name, foreign / "notes"):
        path.mkdir(parents=True)
    (left / bundle.name / "plan.yaml").write_text("half")

    with folder._locked(held) as free:
        assert free
        folder.write(bundle, tmp_path)

    assert not left.exists()
    assert held.exists()
    assert foreign.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [bundle.name, held.name, foreign.name]
    )
