"""``generate`` with a plan for each environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

import generators
from generators.plan import Plan
from tests.plans import branches
from tests.test_environments import environment

WEB = branches()["web"]


def files(folder: Path, *plans: Plan) -> list[str]:
    """Write plans as files, in order."""
    paths = []
    for number, plan in enumerate(plans):
        path = folder / f"{number}.yaml"
        path.write_text(generators.plan_yaml(plan), encoding="utf-8")
        paths.append(str(path))
    return paths


def code_of(*arguments: str) -> int:
    """Run ``generate`` and give its exit code."""
    try:
        call_command("generate", *arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_two_plans_make_one_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plans = environment(WEB, "production"), environment(WEB, "staging")

    code = code_of(*files(tmp_path, *plans), "--output", str(tmp_path / "out"))

    assert code == 0
    made = tmp_path / "out" / "acme"
    assert {path.name for path in (made / "overlays").iterdir()} == {"production", "staging"}
    assert "twice" not in capsys.readouterr().err


def test_what_environments_share_and_should_not_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = environment(WEB, "production")
    other = generators.revised(one, {"release.environment": "staging"})

    code = code_of(*files(tmp_path, one, other), "--zip", str(tmp_path / "out.zip"))

    assert code == 0
    assert "production and staging have one database" in capsys.readouterr().err


def test_an_error_in_one_plan_writes_nothing_and_names_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = generators.revised(
        environment(WEB, "staging"), {"release.backend.tag": "", "release.backend.digest": ""}
    )
    paths = files(tmp_path, environment(WEB, "production"), bad)

    code = code_of(*paths, "--output", str(tmp_path / "out"))

    assert code == 1
    assert not (tmp_path / "out").exists()
    said = capsys.readouterr().err
    assert paths[1] in said
    assert paths[0] not in said


def test_plans_that_do_not_belong_together_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = environment(WEB, "production")

    code = code_of(*files(tmp_path, plan, plan), "--output", str(tmp_path / "out"))

    assert code == 2
    assert "production" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_standard_input_is_one_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = code_of("-", "-", "--output", str(tmp_path / "out"))

    assert code == 2
    assert "give - once" in capsys.readouterr().err
