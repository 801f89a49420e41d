"""The files of docs/ci, run as a pipeline runs them: their commands, in a repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import generators
from generators import records
from generators.plan import recommended
from generators.plan import revised
from generators.yaml.loader import objects
from tests import signed
from tests.source import TOP

# Each step is a process of its own, and a pipeline has many.
pytestmark = pytest.mark.slow
NAME = recommended().name


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with a plan, its bundle and the approval record of that, once."""
    folder = tmp_path_factory.mktemp("pipeline") / "repository"
    (folder / "plans").mkdir(parents=True)
    (folder / "approvals").mkdir()
    write_plan(folder, {})
    run(folder, f"skillflaw-configurator generate plans/{NAME}.yaml --output deploy")
    (folder / f"approvals/{NAME}.approval.dsse.json").write_bytes(signed.signed())
    (folder / "keys.pem").write_text(records.as_pem([signed.public()]))
    run(folder, "git init --quiet && git add --all")
    run(folder, "git -c user.name=a -c user.email=a@acme.com commit --quiet --message=First")
    return folder


@pytest.fixture
def repository(committed: Path, tmp_path: Path) -> Path:
    """Return a copy of the repository."""
    return Path(shutil.copytree(committed, tmp_path / "repository"))


def write_plan(repository: Path, changes: dict[str, object]) -> None:
    text = generators.plan_yaml(revised(recommended(), changes))
    (repository / f"plans/{NAME}.yaml").write_text(text, encoding="utf-8")


def run(repository: Path, code: str) -> int:
    """Run a step as GitHub and GitLab do, and return its exit code."""
    environment = {
        **os.environ,
        "PATH": f"{TOP / 'scripts'}:{os.environ['PATH']}",
        "PLAN": NAME,
        "GITHUB_STEP_SUMMARY": str(repository / "summary.md"),
        "RUNNER_TEMP": str(repository.parent),
        "KEYS": (repository / "keys.pem").read_text() if (repository / "keys.pem").exists() else "",
        "SKILLFLAW_KEYS": str(repository / "keys.pem"),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", code]
    return subprocess.run(
        command, check=False, cwd=repository, env=environment, capture_output=True
    ).returncode


def github_steps() -> list[str]:
    """Return the commands of the workflow, but for the installation."""
    (workflow,) = objects((TOP / "docs/ci/github.yml").read_text())
    steps = workflow["jobs"]["plan"]["steps"]
    return [step["run"] for step in steps if "run" in step and "WHEEL" not in step["run"]]


def gitlab_script() -> str:
    (pipeline,) = objects((TOP / "docs/ci/gitlab.yml").read_text())
    return "\n".join(pipeline["skillflaw"]["script"])


def test_an_approved_bundle_passes(repository: Path) -> None:
    assert [run(repository, step) for step in github_steps()] == [0, 0, 0, 0]
    assert run(repository, gitlab_script()) == 0
    assert json.loads((repository / "findings.sarif").read_text())["version"] == "2.1.0"


def test_a_plan_whose_bundle_was_not_generated_anew_fails(repository: Path) -> None:
    write_plan(repository, {"scaling.backend.replicas": 4})

    validated, sarif, generated, approved = [run(repository, step) for step in github_steps()]

    assert (validated, sarif) == (0, 0)
    assert (generated, approved) == (1, 1)


def test_a_plan_with_errors_fails_and_its_findings_are_written(repository: Path) -> None:
    write_plan(repository, {"redis.mode": "none"})

    validated, sarif, generated, _ = [run(repository, step) for step in github_steps()]

    assert (validated, sarif, generated) == (1, 0, 1)
    results = json.loads((repository / "findings.sarif").read_text())["runs"][0]["results"]
    assert "error" in {result["level"] for result in results}
    assert run(repository, gitlab_script()) == 1


def test_a_bundle_that_was_edited_by_hand_fails(repository: Path) -> None:
    readme = repository / "deploy" / NAME / "README.md"
    readme.write_text(readme.read_text() + "mine\n")
    run(repository, "git add --all")
    run(repository, "git -c user.name=a -c user.email=a@acme.com commit --quiet --message=Edit")

    _, _, generated, approved = [run(repository, step) for step in github_steps()]

    assert (generated, approved) == (4, 1)


def test_a_record_that_another_server_signed_fails(repository: Path) -> None:
    record = repository / f"approvals/{NAME}.approval.dsse.json"
    record.write_bytes(signed.signed(private=signed.OTHER))

    assert run(repository, github_steps()[-1]) == 1
    assert run(repository, gitlab_script()) == 1


def test_the_hook_fails_where_one_of_its_files_does(repository: Path) -> None:
    (configuration,) = objects((TOP / "docs/ci/pre-commit-config.yaml").read_text())
    entry = configuration["repos"][0]["hooks"][0]["entry"]
    good = repository / f"plans/{NAME}.yaml"
    bad = repository / "plans/bad.yaml"
    bad.write_text("kind: DeploymentPlan\n")

    assert run(repository, f"{entry} {good}") == 0
    assert run(repository, f"{entry} {bad} {good}") == 2
