"""The judgement of a plan file: each environment's, and all of them in one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import generators
from generators.guide import ENVIRONMENT_RULES
from generators.guide import statement
from generators.guide.catalogue import catalogue
from generators.guide.environment_rules.environment_rule import EnvironmentRule
from generators.plan import choice_at
from generators.plan import recommended
from generators.plan import with_changes
from generators.plan.plan_file import sparse_file
from generators.plan.reading import read_plan_document
from tests.environments.files import apart
from tests.environments.files import shared_plan
from tests.environments.files import two
from tests.environments.files import with_environments

TODAY = date(2026, 11, 24)
WAIVER = {"rule": "alerts-disabled", "reason": "a", "owner": "b", "expires": "2030-01-31"}
each_rule = pytest.mark.parametrize("rule", ENVIRONMENT_RULES, ids=lambda rule: rule.slug)


def test_environments_with_everything_of_their_own_are_ready() -> None:
    judgement = generators.judge_file(two(), TODAY)

    assert judgement.findings == ()
    assert judgement.verdict == "ready"
    assert list(judgement.judgements) == ["staging", "production"]


def test_a_finding_in_several_environments_is_one() -> None:
    file = with_environments(
        shared_plan({"operations.alerts": "none"}),
        {"staging": apart("staging"), "production": apart("production"), "qa": apart("qa")},
    ).revised("qa", {"operations.alerts": "prometheus-operator"})

    (finding,) = generators.judge_file(file, TODAY).findings

    assert finding.rule.slug == "alerts-disabled"
    assert finding.environments == ("staging", "production")


def test_the_worst_verdict_and_the_worst_status_are_those_of_the_file() -> None:
    judgement = generators.judge_file(two(production={"redis.mode": "none"}), TODAY)
    report = json.loads(generators.as_json(judgement))

    status = {entry["statement"]: entry["status"] for entry in report["coverage"]}
    assert report["verdict"] == "blocked"
    assert [part["verdict"] for part in report["environments"]] == ["ready", "blocked"]
    assert status["state.cache"] == "violated"
    assert report["plan"] == generators.complete_file(judgement.file)
    assert {tuple(finding["environments"]) for finding in report["findings"]} == {("production",)}


def test_a_waiver_counts_in_its_environment_alone() -> None:
    off = {"operations.alerts": "none"}
    document = sparse_file(two(off, off))

    file = read_plan_document({**document, "waivers": [{**WAIVER, "environment": "staging"}]})
    judgement = generators.judge_file(file, TODAY)

    (finding,) = judgement.findings
    (waived,) = judgement.waived
    assert finding.environments == ("production",)
    assert waived.finding.environments == ("staging",)
    assert "alerts-disabled in staging: a (b, until 2030-01-31)" in generators.as_text(judgement)


def test_one_plan_is_reported_as_one_environment() -> None:
    report = json.loads(generators.as_json(generators.judge(recommended())))

    assert [part["name"] for part in report["environments"]] == ["production"]
    assert report["environments"][0]["coverage"] == report["coverage"]


def test_sarif_points_into_the_environment_that_says_it() -> None:
    text = """apiVersion: skillflaw-configurator/v1
kind: DeploymentPlan
metadata: {name: acme}
spec: {operations: {alerts: none}}
environments:
  staging: {}
  production: {operations: {alerts: none}}
"""
    judgement = generators.judge_file(generators.read_plan_file(text.encode()))

    lines = generators.line_numbers(text.encode())
    report = json.loads(generators.as_sarif(judgement, "plan.yaml", lines))

    (result,) = [
        result for result in report["runs"][0]["results"] if result["ruleId"] == "alerts-disabled"
    ]
    places = [
        location["physicalLocation"]["region"]["startLine"] for location in result["locations"]
    ]
    assert places == [4, 7]


@each_rule
def test_a_rule_over_environments_finds_its_own_example_and_no_other_does(
    rule: EnvironmentRule,
) -> None:
    document = with_changes(sparse_file(two()), rule.bad)

    findings = generators.judge_file(read_plan_document(document)).findings

    ours = [finding for finding in findings if finding.rule in ENVIRONMENT_RULES]
    assert [finding.rule for finding in ours] == [rule]
    assert ours[0].environments == ("staging", "production")
    assert ours[0].paths[0] in rule.about
    assert ours[0].message.endswith(".")


@each_rule
def test_a_rule_over_environments_is_complete(rule: EnvironmentRule) -> None:
    assert all(choice_at(path).label for path in rule.about)
    assert all(statement(cited).text for cited in rule.guide)
    assert rule.guide
    assert catalogue()[rule.slug] == rule


def test_what_two_of_three_share_is_said_of_these_two() -> None:
    own = {name: apart(name) for name in ("qa", "staging", "production")}
    for name in ("qa", "production"):
        own[name]["release.namespace"] = "acme"

    (finding,) = generators.judge_file(with_environments(shared_plan(), own), TODAY).findings

    assert finding.message == "qa and production have the namespace acme."
    assert finding.environments == ("qa", "production")


def test_two_paths_in_one_bucket_are_two_destinations() -> None:
    places = [
        {"database.backup.destination": f"s3://acme/{name}"} for name in ("staging", "production")
    ]

    assert generators.judge_file(two(*places), TODAY).verdict == "ready"


def test_connections_of_environments_on_one_server_are_added_up() -> None:
    one = {"database.host": "db.acme.net", "database.maxConnections": 160}

    def slugs(**production: Any) -> set[str]:
        file = two({**one, "database.name": "staging"}, {**one, **production})
        return {finding.rule.slug for finding in generators.judge_file(file).findings}

    rule = "database-connections-shared-by-environments"
    assert rule in slugs(**{"database.maxConnections": 159})
    assert rule not in slugs()
    assert rule not in slugs(**{"database.maxConnections": 159, "database.host": "db2.acme.net"})
