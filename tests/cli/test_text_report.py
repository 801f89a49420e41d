"""Findings for a terminal: the line to change first, then what, why and how."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO

import pytest

import generators
from cli.console import Console

TODAY = date(2027, 1, 1)
SOURCE = b"""\
apiVersion: skillflaw-configurator/v1
kind: DeploymentPlan
metadata: {name: acme}
spec:
  release:
    backend: {tag: "1.8.2"}
  ingress:
    timeoutSeconds: 60
    hosts: {api: api.acme.com}
environments:
  staging:
    operations: {runAsUser: 0}
  production: {}
"""


def report(source: bytes = SOURCE, *, coverage: bool = False, coloured: bool = False) -> str:
    """Judge a plan file and write its report, as validate does."""
    judgement = generators.judge_file(generators.read_plan_file(source), TODAY)
    lines = generators.key_lines(source)
    return generators.as_text(judgement, "plan.yaml", lines, coverage=coverage, coloured=coloured)


def test_a_finding_begins_with_the_line_to_change() -> None:
    assert (
        "plan.yaml:8: error: ingress-timeout-below-longest-flow in staging, production\n"
    ) in report()


def test_a_choice_of_one_environment_is_looked_for_there() -> None:
    assert "plan.yaml:12: error: containers-run-as-root in staging\n" in report()


def test_a_choice_that_is_left_out_is_at_the_group_it_belongs_to() -> None:
    text = report()

    assert re.search(r"plan\.yaml:6: info: image-digest-missing\b", text)
    assert "Choices: release.backend.digest (not in the file)" in text


def test_a_report_fits_in_100_columns_and_ends_with_the_environments() -> None:
    lines = report(coverage=True).splitlines()

    assert [line for line in lines if len(line) > 100 and " " in line.strip()] == []
    assert lines[-1] == "Environments: staging blocked, production blocked"


def test_errors_come_before_warnings_and_these_before_advice() -> None:
    severities = re.findall(r"^plan\.yaml:\d+: (\w+):", report(), re.MULTILINE)

    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert len(set(severities)) == 3


def test_the_coverage_is_listed_where_it_is_asked_for() -> None:
    assert "Coverage of the guide:" in report(coverage=True)
    assert "Coverage of the guide:" not in report()


def test_a_severity_is_coloured_where_it_is_asked_for() -> None:
    assert "\x1b[1;31merror\x1b[0m: containers-run-as-root" in report(coloured=True)
    assert "\x1b" not in report()


def test_a_plan_without_findings_has_no_report() -> None:
    source = generators.plan_yaml(generators.recommended()).encode()

    assert report(source) == ""


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "environment", "coloured"),
    [
        (Terminal(), {}, True),
        (StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_whose_owner_wants_it(
    out: StringIO,
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert Console(out).coloured is coloured
    assert Console(err=out).messages_coloured is coloured
