"""Each alert of `deploy/` fires on what the configurator prints, and is silent otherwise."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from configurator.metrics.requests import DURATIONS
from configurator.metrics.requests import REQUESTS
from configurator.metrics.rules import SLOW_RULES
from configurator.metrics.stored import StoredRows
from tests.manifests.test_operations_alerts import case
from tests.manifests.test_operations_alerts import needs_promtool
from tests.source import TOP

MONITORING = TOP / "deploy/components/monitoring"
RULES: dict[str, Any] = yaml.safe_load((MONITORING / "alerts.yaml").read_text())["spec"]
ALERTS = {rule["alert"]: rule for rule in RULES["groups"][0]["rules"]}

POD = 'namespace="skillflaw-configurator", pod="configurator-web-7d4b9c-x2x"'
OTHER = POD.replace("x2x", "k8v")
REQUEST = f'configurator_requests_total{{{POD}, page="front", method="GET", status='
SECONDS = f'configurator_request_seconds_bucket{{{POD}, page="front", le='
QUEUE = 'queue="email"'


def quick(number: int) -> dict[str, str]:
    """Give a hundred requests a minute, of which this many take less than a second."""
    return {
        f'{SECONDS}"1"}}': f"0+{number}x60",
        f'{SECONDS}"2.5"}}': "0+100x60",
        f'{SECONDS}"+Inf"}}': "0+100x60",
    }


def failing(number: int) -> dict[str, str]:
    """Give a hundred requests a minute, of which this many fail."""
    return {f'{REQUEST}"200"}}': f"0+{100 - number}x60", f'{REQUEST}"500"}}': f"0+{number}x60"}


def outbox(metric: str, values: str) -> dict[str, str]:
    """Give what both servers say of the outbox."""
    return {f"configurator_outbox_{metric}{{{pod}, {QUEUE}}}": values for pod in (POD, OTHER)}


def up(*values: str) -> dict[str, str]:
    """Give whether the servers reach the database."""
    pods = (POD, OTHER)
    return {f"configurator_database_up{{{pods[n]}}}": value for n, value in enumerate(values)}


# The alert, the labels it has, what makes it fire, and what does not.
FIRES: list[tuple[str, dict[str, str], dict[str, str], dict[str, str]]] = [
    ("ConfiguratorDown", {}, up("0x60", "0x60"), up("0x60", "1x60")),
    ("ConfiguratorDown", {}, {}, up("1x60")),
    ("ConfiguratorErrors", {}, failing(5), failing(1)),
    ("ConfiguratorSlow", {}, quick(90), quick(97)),
    (
        "ConfiguratorOutboxStuck",
        {"queue": "email"},
        outbox("overdue_seconds", "0+60x60"),
        outbox("overdue_seconds", "300x60"),
    ),
    (
        "ConfiguratorOutboxStuck",
        {"queue": "email"},
        outbox("given_up", "3x20 4x40"),
        outbox("given_up", "4x60"),
    ),
]


def fired(name: str, labels: dict[str, str]) -> dict[str, Any]:
    """Write down an alert as promtool expects it to fire."""
    rule = ALERTS[name]
    summary = rule["annotations"]["summary"]
    summary = summary.replace("{{ $labels.queue }}", labels.get("queue", ""))
    summary = summary.replace("{{ $value | humanizePercentage }}", "5%")
    return {
        "exp_labels": {**labels, **rule["labels"]},
        "exp_annotations": {**rule["annotations"], "summary": summary},
    }


@needs_promtool
def test_every_alert_fires_on_its_fault_only(tmp_path: Path) -> None:
    suite = []
    for name, labels, bad, good in FIRES:
        suite.append(case(bad, name, "40m", [fired(name, labels)]))
        suite.append(case(good, name, "40m", []))
    (tmp_path / "rules.yml").write_text(yaml.safe_dump(RULES))
    (tmp_path / "tests.yml").write_text(
        yaml.safe_dump({"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": suite})
    )

    for command in (["check", "rules", "--lint=all", "rules.yml"], ["test", "rules", "tests.yml"]):
        done = subprocess.run(
            ["promtool", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_shown_to_fire() -> None:
    assert set(ALERTS) == {row[0] for row in FIRES}


@pytest.mark.parametrize("file", ["alerts.yaml", "dashboard.json"])
def test_every_metric_that_is_read_is_one_that_the_configurator_prints(db: None, file: str) -> None:
    families = (*REQUESTS.collect(), *DURATIONS.collect(), *SLOW_RULES.collect())
    names = {family.name for family in (*families, *StoredRows().collect())}
    suffixes = {f"{name}{suffix}" for name in names for suffix in ("", "_total", "_bucket")}
    read = set(re.findall(r"\bconfigurator_\w+", (MONITORING / file).read_text()))

    assert read <= suffixes


def test_each_panel_of_the_dashboard_has_its_place() -> None:
    panels = json.loads((MONITORING / "dashboard.json").read_text())["panels"]
    corners = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels]

    assert len(set(corners)) == len(panels)
    assert all(panel["title"] and panel["targets"] for panel in panels)
