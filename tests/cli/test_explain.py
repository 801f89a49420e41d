"""``explain``: a line, a file, an environment, and what to do where there is none of this name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.exit_codes import DONE
from cli.exit_codes import USAGE
from cli.main import main
from generators import plan_file_yaml
from generators.plan import PlanFile
from generators.plan import recommended
from generators.plan import revised

DEPLOYMENT = "base/backend-deployment.yaml"


@pytest.fixture
def blocked(tmp_path: Path) -> str:
    """Return the path of a plan that has an error."""
    path = tmp_path / "plan.yaml"
    plan = revised(recommended(), {"redis.host": "", "metadata.name": "acme"})
    path.write_text(plan_file_yaml(PlanFile(plan)))
    return str(path)


def test_a_line_of_a_blocked_plan_is_explained(
    blocked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", blocked, f"acme/{DEPLOYMENT}:30", "--format", "json"]) == DONE

    (entry,) = json.loads(capsys.readouterr().out)
    assert list(entry) == ["file", "line", "text", "choices", "guide", "why"]
    assert (entry["file"], entry["line"]) == (DEPLOYMENT, 30)


def test_a_file_is_explained_in_100_columns_below_its_lines(
    blocked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", blocked, DEPLOYMENT]) == DONE

    lines = capsys.readouterr().out.splitlines()
    assert any(line.endswith("terminationGracePeriodSeconds: 345") for line in lines)
    assert all(len(line) <= 100 for line in lines if line.startswith("    "))


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("backend-deployment.yaml", DEPLOYMENT),
        ("base/backend-deploymnet.yaml", DEPLOYMENT),
        (f"{DEPLOYMENT}:9999", "has lines 1 to"),
        (f"{DEPLOYMENT}:0", "begins with line 1"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    blocked: str, name: str, nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", blocked, name]) == USAGE

    assert nearest in capsys.readouterr().err


def test_an_environment_that_is_not_there_is_answered_with_those_that_are(
    blocked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", blocked, "--environment", "staging"]) == USAGE

    assert "production" in capsys.readouterr().err
