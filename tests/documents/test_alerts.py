"""The runbook's answer to each alert."""

from __future__ import annotations

import re

import pytest

from generators.documents.alerts import ALERT_DIAGNOSTICS
from generators.documents.alerts import alerts
from generators.documents.commands import Commands
from generators.documents.created_objects import CreatedObjects
from generators.layout import laid_out
from tests.documents.reading import plans
from tests.documents.reading import written

NAMES = list(plans())


@pytest.mark.parametrize("name", NAMES)
def test_every_alert_has_a_heading_that_its_annotation_leads_to(name: str) -> None:
    made = CreatedObjects(plans()[name], laid_out(plans()[name]))
    rules = [
        rule
        for manifest in made.of("PrometheusRule")
        for group in manifest["spec"]["groups"]
        for rule in group["rules"]
    ]

    headings = re.findall(r"^### (SkillFlaw.*)$", written(name)["RUNBOOK.md"], re.MULTILINE)

    assert headings == [rule["alert"] for rule in rules]
    links = [rule["annotations"]["runbook_url"] for rule in rules]
    assert [link.rpartition("/")[2] for link in links] == [
        f"RUNBOOK.md#{heading.lower()}" for heading in headings
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_alert_says_where_to_look(name: str) -> None:
    for alert in alerts(Commands(CreatedObjects(plans()[name], laid_out(plans()[name])))):
        assert alert.name in ALERT_DIAGNOSTICS
        assert alert.looks, alert.name


def test_a_bundle_without_alerts_says_so() -> None:
    runbook = written("no-alerts")["RUNBOOK.md"]

    assert "This bundle has no alerts." in runbook


def test_a_signal_without_an_alert_is_named() -> None:
    runbook = written("nginx-gateway-fabric")["RUNBOOK.md"]

    assert "Not monitored by this bundle:" in runbook


def test_every_alert_of_the_list_exists_in_some_bundle() -> None:
    alerts = {
        heading
        for name in NAMES
        for heading in re.findall(r"^### (\w+)$", written(name)["RUNBOOK.md"], re.MULTILINE)
    }

    assert set(ALERT_DIAGNOSTICS) - alerts <= {"SkillFlawPostgresPoolerQueue"}
