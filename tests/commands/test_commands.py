"""The commands, as a pipeline uses them: arguments in, exit codes and documents out."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from typing import NamedTuple

import jsonschema
import pytest
from django.core.management import CommandError
from django.core.management import call_command
from django.core.management import load_command_class

import generators
from configurator.management.commands import validate
from generators.plan import recommended
from generators.plan import revised

OWN = Path(validate.__file__).parent


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as ``manage.py`` would, and give its exit code and what it printed."""

    def ran(*arguments: str) -> Ran:
        code = 0
        try:
            call_command(*arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        except CommandError as error:
            code = error.returncode
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.yaml"
    path.write_text(generators.plan_yaml(recommended()), encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    plan = revised(recommended(), {"redis.mode": "none", "storage.accessMode": "ReadWriteOnce"})
    path = tmp_path / "bad.yaml"
    path.write_text(generators.plan_yaml(plan), encoding="utf-8")
    return str(path)


def test_a_good_plan_is_ready(run: Run, good: str) -> None:
    ran = run("validate", good, "--format", "json")

    report = json.loads(ran.out)
    assert ran.code == 0
    keys = ["plan", "verdict", "findings", "coverage", "environments", "problems"]
    assert list(report) == keys
    assert report["verdict"] == "ready"
    assert len(report["coverage"]) == 52


def test_replicas_without_shared_state_are_blocked_with_one_finding_each(
    run: Run, bad: str
) -> None:
    ran = run("validate", bad, "--format", "json")

    report = json.loads(ran.out)
    cited = {tuple(finding["guide"]): finding["paths"] for finding in report["findings"]}
    assert ran.code == 1
    assert report["verdict"] == "blocked"
    assert len(report["findings"]) == 2
    assert any("state.cache" in guide and "redis.mode" in at for guide, at in cited.items())
    assert any(
        "state.config-dir" in guide and "storage.accessMode" in at for guide, at in cited.items()
    )


def test_a_plan_comes_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    source = generators.plan_yaml(recommended()).encode()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(source)))

    assert run("validate", "-").code == 0


def test_what_is_no_plan_ends_with_2_and_says_where(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text("apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nfoo: 1\n")

    ran = run("validate", str(path), "--format", "json")

    report = json.loads(ran.out)
    assert ran.code == 2
    assert report["verdict"] == "unreadable"
    assert {"path": "foo", "line": 3}.items() <= report["problems"][0].items() or any(
        problem["path"] == "foo" and problem["line"] == 3 for problem in report["problems"]
    )
    assert f"{path}:3: foo: Unknown key" in ran.err


def test_a_missing_file_ends_with_2(run: Run, tmp_path: Path) -> None:
    ran = run("validate", str(tmp_path / "absent.yaml"))

    assert ran.code == 2
    assert "No such file" in ran.err


def test_a_password_is_refused_and_never_repeated(run: Run, tmp_path: Path) -> None:
    text = generators.plan_yaml(recommended()).replace(
        recommended().database.host, "postgresql://u:hunter2@db"
    )
    path = tmp_path / "leak.yaml"
    path.write_text(text, encoding="utf-8")

    ran = run("validate", str(path), "--format", "json")

    assert ran.code == 2
    assert "hunter2" not in ran.out + ran.err


def test_sarif_points_at_the_line_of_the_choice(run: Run, bad: str) -> None:
    ran = run("validate", bad, "--format", "sarif")

    report = json.loads(ran.out)["runs"][0]
    lines = [
        location["physicalLocation"]["region"]["startLine"]
        for result in report["results"]
        for location in result["locations"]
    ]
    assert report["tool"]["driver"]["rules"]
    assert max(lines) > 1


def test_a_folder_and_a_zip_are_written(run: Run, good: str, tmp_path: Path) -> None:
    folder, archive = tmp_path / "out", tmp_path / "out.zip"

    assert run("generate", good, "--output", str(folder)).code == 0
    assert run("generate", good, "--zip", str(archive)).code == 0

    assert (folder / recommended().name / "plan.yaml").is_file()
    assert archive.read_bytes() == generators.bundle(recommended()).zipped()


def test_a_blocked_plan_writes_nothing(run: Run, bad: str, tmp_path: Path) -> None:
    ran = run("generate", bad, "--output", str(tmp_path / "out"))

    assert ran.code == 1
    assert not (tmp_path / "out").exists()
    assert "state.cache" in ran.err


def test_a_bundle_is_not_written_over_without_an_update(
    run: Run, good: str, tmp_path: Path
) -> None:
    folder = tmp_path / recommended().name
    folder.mkdir()
    (folder / "ours").touch()

    ran = run("generate", good, "--output", str(tmp_path))

    assert ran.code == 3
    assert [path.name for path in folder.iterdir()] == ["ours"]


def test_an_update_tells_what_it_changed(run: Run, good: str, tmp_path: Path) -> None:
    run("generate", good, "--output", str(tmp_path))
    plan = revised(recommended(), {"scaling.backend.replicas": 2})
    Path(good).write_text(generators.plan_yaml(plan), encoding="utf-8")

    first = run("generate", good, "--output", str(tmp_path), "--update")
    second = run("generate", good, "--output", str(tmp_path), "--update")

    assert (first.code, second.code) == (0, 0)
    assert "wrote plan.yaml" in first.err
    assert "0 written, 0 removed" in second.err


def test_a_file_edited_by_hand_ends_an_update_with_4(run: Run, good: str, tmp_path: Path) -> None:
    run("generate", good, "--output", str(tmp_path))
    edited = tmp_path / recommended().name / "base/backend-deployment.yaml"
    edited.write_text(edited.read_text() + "# mine\n")

    ran = run("generate", good, "--output", str(tmp_path), "--update")
    forced = run("generate", good, "--output", str(tmp_path), "--update", "--force")

    assert ran.code == 4
    assert "base/backend-deployment.yaml" in ran.err
    assert "+# mine" in ran.err
    assert "--force" in ran.err
    assert forced.code == 0
    assert "# mine" not in edited.read_text()


def test_a_patch_of_the_team_that_meets_no_target_any_more_is_told(
    run: Run, good: str, tmp_path: Path, kustomize_build: object
) -> None:
    run("generate", good, "--output", str(tmp_path))
    own = tmp_path / recommended().name / "custom/production/kustomization.yaml"
    patch = (
        "- patch: |\n    kind: Deployment\n    apiVersion: apps/v1\n    metadata: {name: gone}\n"
    )
    unused = run("generate", good, "--output", str(tmp_path), "--update")
    own.write_text(own.read_text().replace("patches: []", f"patches:\n{patch}"))

    ran = run("generate", good, "--output", str(tmp_path), "--update")

    assert "custom/" not in unused.err
    assert ran.code == 0
    assert "custom/production no longer builds" in ran.err
    assert "gone" in ran.err
    assert "operations.customOverlay" in ran.err


def test_the_schema_accepts_a_complete_plan(run: Run) -> None:
    schema = json.loads(run("schema").out)

    jsonschema.validate(generators.complete(recommended()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"kind": "DeploymentPlan"}, schema)


def test_every_rule_is_listed(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").out)

    assert {entry["slug"] for entry in listed} == {rule.slug for rule in generators.RULES}
    assert {
        "slug",
        "severity",
        "title",
        "why",
        "fix",
        "guide",
        "reference",
        "paths",
        "example",
    } <= (set(listed[0]))


def test_safe_fixes_are_taken_and_told(run: Run, tmp_path: Path) -> None:
    plan = revised(recommended(), {"ingress.timeoutSeconds": 60, "operations.runAsUser": 0})
    path, better = tmp_path / "plan.yaml", tmp_path / "better.yaml"
    path.write_text(generators.plan_yaml(plan), encoding="utf-8")

    ran = run("validate", str(path), "--fix", "-o", str(better))

    assert ran.code == 0
    assert "operations.runAsUser: 0 -> 1000 (containers-run-as-root)" in ran.err
    assert generators.judge(generators.read(better.read_bytes())).verdict == "ready"


def test_sarif_links_to_the_pages_about_rules_where_they_are_open(
    run: Run, bad: str, settings: Any
) -> None:
    settings.SITE_URL = "https://configurator.acme.com"

    sarif = json.loads(run("validate", bad, "--format", "sarif").out)

    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert rules[0]["helpUri"] == f"https://configurator.acme.com/rules/{rules[0]['id']}/"


def test_the_last_line_for_people_counts_what_is_wrong(
    run: Run, bad: str, good: str, tmp_path: Path
) -> None:
    name = recommended().name
    counted = f"{name}: blocked, 2 errors, 0 warnings."

    assert run("validate", bad).err.splitlines()[-1] == counted
    assert run("generate", bad, "--output", str(tmp_path / "out")).err.splitlines()[-1] == counted
    assert run("validate", good).err.splitlines()[-1] == f"{name}: ready, 0 errors, 0 warnings."
    assert run("validate", bad, "--format", "json").err == ""


@pytest.mark.parametrize("name", sorted(path.stem for path in OWN.glob("[a-z]*.py")))
def test_the_help_of_a_command_has_no_options_of_django(name: str) -> None:
    text = load_command_class("configurator", name).create_parser("manage.py", name).format_help()

    assert "--pythonpath" not in text
    assert "--verbosity" not in text
    assert max(map(len, text.splitlines())) <= 100
