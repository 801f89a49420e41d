"""``generate`` and ``validate`` with a plan file of several environments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

import generators
from generators.plan import PlanFile
from tests.environments.files import two


def written(folder: Path, file: PlanFile) -> str:
    """Write a plan file, and give its path."""
    path = folder / "plan.yaml"
    path.write_text(generators.plan_file_yaml(file), encoding="utf-8")
    return str(path)


def code_of(*arguments: str) -> int:
    """Run a command and give its exit code."""
    try:
        call_command(*arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_a_plan_file_makes_one_bundle_that_makes_itself_again(tmp_path: Path) -> None:
    path = written(tmp_path, two())

    assert code_of("generate", path, "--output", str(tmp_path / "out")) == 0
    assert code_of("generate", path, "--zip", str(tmp_path / "one.zip")) == 0
    made = tmp_path / "out" / "acme"
    assert {path.name for path in (made / "overlays").iterdir()} == {"production", "staging"}

    again = str(made / "plan.yaml")
    assert code_of("generate", again, "--zip", str(tmp_path / "other.zip")) == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_an_error_in_one_environment_writes_nothing_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, two({"release.backend.tag": "", "release.backend.digest": ""}))

    assert code_of("generate", path, "--output", str(tmp_path / "out")) == 1
    assert not (tmp_path / "out").exists()
    assert " in staging" in capsys.readouterr().err


def test_validate_reports_each_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, two(production={"operations.alerts": "none"}))

    assert code_of("validate", path, "--format", "json") == 0
    report = json.loads(capsys.readouterr().out)
    verdicts = {part["name"]: part["verdict"] for part in report["environments"]}
    assert verdicts == {"staging": "ready", "production": "warnings"}


def test_a_fix_is_taken_in_the_environment_that_needs_it(tmp_path: Path) -> None:
    path = written(tmp_path, two({"scaling.backend.maxUnavailable": 0}))
    better = tmp_path / "better.yaml"

    assert code_of("validate", path, "--fix", "-o", str(better)) == 0
    assert generators.read_plan_file(better.read_bytes()).plan_of("staging") == two(
        {"scaling.backend.maxUnavailable": 1}
    ).plan_of("staging")


def test_a_fix_that_all_need_is_taken_once(tmp_path: Path) -> None:
    file = two().revised("", {"scaling.backend.maxUnavailable": 0})

    better, fixes = generators.fixed_file(file)

    assert [(fix.environment, fix.path) for fix in fixes] == [
        ("", "scaling.backend.maxUnavailable")
    ]
    assert better.shared.scaling.backend.max_unavailable == 1
    assert better.own == file.own
