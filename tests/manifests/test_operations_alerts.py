"""What wakes somebody, and that Prometheus would understand it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.manifests.operations.alerts import alerts
from generators.manifests.operations.probes import probes
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan.presets import recommended
from generators.plan.serialization import revised

pytestmark = pytest.mark.slow  # all of it together

needs_promtool = pytest.mark.skipif(
    not shutil.which("promtool"), reason="promtool, of Prometheus, is not installed"
)
TRAEFIK = {"ingress.controller": "traefik"}
NGINX = {"ingress.controller": "ingress-nginx"}
HAPROXY = {"ingress.controller": "haproxy"}
OTHER = {"ingress.controller": "other"}
OPERATOR = {"database.mode": "cloudnative-pg", "database.pooler.mode": "session"}

ROUTE = 'envoy_cluster_name="httproute/skillflaw/skillflaw-api/rule/0"'
SERVICE = 'service="traefik", exported_service="skillflaw-skillflaw-backend-7860@kubernetes"'
HOST = 'host="api.skillflaw.acme.com", path="/api"'
PROXY = 'proxy="skillflaw_svc_skillflaw-backend_http"'
ISTIO = (
    'reporter="source", destination_service_namespace="skillflaw", '
    'destination_service_name="skillflaw-backend"'
)
HUBBLE = 'destination_namespace="skillflaw", destination_workload="skillflaw-backend"'
# The plan's change, the counter, the matcher of a good answer and of a bad one.
CONTROLLER_METRICS: list[tuple[dict[str, Any], str, str, str]] = [
    ({}, f"envoy_cluster_upstream_rq_xx{{{ROUTE}, ", 'envoy_response_code_class="2"', '"5"'),
    (TRAEFIK, f"traefik_service_requests_total{{{SERVICE}, ", 'code="200"', '"502"'),
    (NGINX, f"nginx_ingress_controller_requests{{{HOST}, ", 'status="200"', '"504"'),
    (HAPROXY, f"haproxy_backend_http_responses_total{{{PROXY}, ", 'code="2xx"', '"5xx"'),
    (
        {"ingress.implementation": "istio"},
        f"istio_requests_total{{{ISTIO}, ",
        'response_code="200"',
        '"503"',
    ),
    (
        {"ingress.implementation": "cilium"},
        f"hubble_http_requests_total{{{HUBBLE}, ",
        'status="200"',
        '"500"',
    ),
]


def rule_object(plan: Plan) -> Manifest:
    """Give the PrometheusRule of a plan."""
    content = alerts(plan).files[0].content
    assert isinstance(content, tuple)
    return content[0]


def rules(plan: Plan) -> dict[str, Manifest]:
    """Map the name of each alert to its rule."""
    groups = rule_object(plan)["spec"]["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def changed(changes: dict[str, Any]) -> Plan:
    """Change the recommended plan."""
    return revised(recommended(), changes)


def promtool(tmp_path: Path, plan: Plan, tests: list[Manifest]) -> None:
    """Run promtool's checks and unit tests on the alerts of a plan."""
    (tmp_path / "rules.yml").write_text(yaml.safe_dump(rule_object(plan)["spec"]))
    suite = {"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": tests}
    (tmp_path / "tests.yml").write_text(yaml.safe_dump(suite))
    for command in (["check", "rules", "--lint=all", "rules.yml"], ["test", "rules", "tests.yml"]):
        done = subprocess.run(
            ["promtool", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def firing(plan: Plan, name: str, labels: dict[str, str]) -> Manifest:
    """Write down an alert as promtool expects it to fire."""
    rule = rules(plan)[name]
    alert = {**labels, **rule["labels"]}
    return {"exp_labels": alert, "exp_annotations": rule["annotations"]}


def case(series: dict[str, str], name: str, at: str, fires: list[Manifest]) -> Manifest:
    """Write one unit test of promtool."""
    return {
        "interval": "1m",
        "input_series": [{"series": key, "values": value} for key, value in series.items()],
        "alert_rule_test": [{"eval_time": at, "alertname": name, "exp_alerts": fires}],
    }


@needs_promtool
@pytest.mark.parametrize(("changes", "counter", "good", "bad"), CONTROLLER_METRICS)
def test_one_api_error_in_ten_wakes_somebody_and_one_in_a_hundred_does_not(
    tmp_path: Path, changes: dict[str, Any], counter: str, good: str, bad: str
) -> None:
    plan = changed(changes)
    failing = good.partition("=")[0] + "=" + bad
    many = {f"{counter}{good}}}": "0+90x60", f"{counter}{failing}}}": "0+10x60"}
    few = {f"{counter}{good}}}": "0+99x60", f"{counter}{failing}}}": "0+1x60"}
    fires = [firing(plan, "SkillFlawApiErrors", {})]

    promtool(
        tmp_path,
        plan,
        [
            case(many, "SkillFlawApiErrors", "30m", fires),
            case(
                many,
                "SkillFlawIngress5xxSpike",
                "30m",
                [firing(plan, "SkillFlawIngress5xxSpike", {})],
            ),
            case(few, "SkillFlawApiErrors", "30m", []),
        ],
    )


@needs_promtool
def test_a_health_check_that_fails_or_falls_silent_wakes_somebody(tmp_path: Path) -> None:
    labels = {"job": "skillflaw-health", "namespace": "skillflaw"}
    series = 'probe_success{job="skillflaw-health", namespace="skillflaw"}'
    plan = recommended()
    down = [firing(plan, "SkillFlawBackendUnhealthy", labels)]
    silent = [firing(plan, "SkillFlawBackendProbeMissing", labels)]

    promtool(
        tmp_path,
        plan,
        [
            case({series: "1 0x10"}, "SkillFlawBackendUnhealthy", "8m", down),
            case({series: "1x10"}, "SkillFlawBackendUnhealthy", "8m", []),
            case({series: "1x5 _x30"}, "SkillFlawBackendProbeMissing", "30m", silent),
        ],
    )


@needs_promtool
@pytest.mark.parametrize("used", [85, 75])
def test_postgres_wakes_somebody_above_four_fifths_of_its_connections(
    tmp_path: Path, used: int
) -> None:
    job = 'job="skillflaw/skillflaw-postgres-exporter"'
    plan = recommended()
    series = {
        f'pg_stat_database_numbackends{{{job}, datname="skillflaw"}}': f"{used}x30",
        f"pg_settings_max_connections{{{job}}}": "100x30",
    }
    fires = [firing(plan, "SkillFlawPostgresSaturated", {})] if used > 80 else []

    promtool(tmp_path, plan, [case(series, "SkillFlawPostgresSaturated", "20m", fires)])


@needs_promtool
def test_the_fullest_instance_of_the_operator_counts(tmp_path: Path) -> None:
    plan = changed(OPERATOR)
    job = 'job="skillflaw/postgres"'
    setting = f'cnpg_pg_settings_setting{{{job}, pod="postgres-1", name="max_connections"}}'
    series = {
        f'cnpg_backends_total{{{job}, pod="postgres-1", usename="skillflaw"}}': "85x30",
        f'cnpg_backends_total{{{job}, pod="postgres-2", usename="skillflaw"}}': "5x30",
        setting: "100x30",
    }
    fires = [firing(plan, "SkillFlawPostgresSaturated", {})]

    promtool(tmp_path, plan, [case(series, "SkillFlawPostgresSaturated", "20m", fires)])


@needs_promtool
def test_slow_answers_are_told_from_quick_ones(tmp_path: Path) -> None:
    plan = recommended()
    bucket = f"envoy_cluster_upstream_rq_time_bucket{{{ROUTE}, le="
    quick = {f'{bucket}"10000"}}': "0+50x60", f'{bucket}"+Inf"}}': "0+50x60"}
    slow = {
        f'{bucket}"10000"}}': "0+0x60",
        f'{bucket}"300000"}}': "0+50x60",
        f'{bucket}"+Inf"}}': "0+50x60",
    }
    fires = [firing(plan, "SkillFlawApiSlow", {})]

    promtool(
        tmp_path,
        plan,
        [
            case(slow, "SkillFlawApiSlow", "40m", fires),
            case(quick, "SkillFlawApiSlow", "40m", []),
        ],
    )


@needs_promtool
@pytest.mark.parametrize(
    "changes", [OTHER, OPERATOR, {"redis.mode": "none"}, {"release.namespaceDedicated": False}]
)
def test_promtool_finds_nothing_to_say(tmp_path: Path, changes: dict[str, Any]) -> None:
    promtool(tmp_path, changed(changes), [])


def test_every_signal_of_the_guide_has_alerts() -> None:
    assert set(alerts(recommended()).files[0].guide) == {
        "health.backend",
        "health.restarts",
        "health.api",
        "health.postgres",
        "health.redis",
        "health.ingress",
    }


@pytest.mark.parametrize("changes", [{}, OTHER, OPERATOR, TRAEFIK])
def test_every_alert_waits_says_how_bad_it_is_and_what_to_do(changes: dict[str, Any]) -> None:
    for name, rule in rules(changed(changes)).items():
        assert rule["for"]
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"].keys() == {"summary", "description", "runbook_url"}
        assert rule["annotations"]["runbook_url"] == f"RUNBOOK.md#{name.lower()}"


def test_what_is_not_measured_has_no_alert_and_a_note() -> None:
    part = alerts(changed({"database.monitoring": False, "redis.monitoring": False}))

    assert {"health.postgres", "health.redis"}.isdisjoint(part.files[0].guide)
    noted = [statement for note in part.notes for statement in note.guide]
    assert {"health.postgres", "health.redis"} <= set(noted)


def test_a_controller_without_counts_has_probes_and_says_so() -> None:
    part = alerts(changed(OTHER))

    assert "SkillFlawIngressSlow" in rules(changed(OTHER))
    assert {"health.api", "health.ingress"}.isdisjoint(part.files[0].guide)
    assert any(note.kind == "limit" and "health.api" in note.guide for note in part.notes)


def test_the_bound_of_latency_follows_from_the_longest_flow() -> None:
    flow = {"scaling.backend.longestFlowSeconds": 600}

    assert rules(changed(flow))["SkillFlawApiSlow"]["expr"].endswith("> 300")
    assert rules(changed(flow | TRAEFIK))["SkillFlawApiSlow"]["expr"].endswith("> 150")


def test_a_full_cache_that_evicts_is_no_alarm() -> None:
    evicts = rules(changed({"redis.evictionPolicy": "allkeys-lru"}))
    keeps = rules(changed({"redis.evictionPolicy": "noeviction"}))

    assert "SkillFlawRedisFull" not in evicts
    assert "SkillFlawRedisFull" in keeps


def test_the_edge_is_probed_by_the_names_that_clients_use() -> None:
    web = {"topology.pattern": "full-web", "ingress.hosts.ui": "ui.acme.com"}
    content = probes(changed(web)).files[1].content
    assert isinstance(content, tuple)

    targets = content[0]["spec"]["targets"]["staticConfig"]["static"]

    assert targets == ["https://api.skillflaw.acme.com/health", "https://ui.acme.com/"]


def test_the_backends_own_metrics_are_scraped_when_a_setting_turns_them_on() -> None:
    on = {"operations.settings": {"SKILLFLAW_PROMETHEUS_ENABLED": "true"}}
    path = "components/observability/podmonitor-backend.yaml"

    assert path in [file.path for file in probes(changed(on)).files]
    assert path not in [file.path for file in probes(recommended()).files]


def test_without_the_operator_there_is_nothing() -> None:
    silent = changed({"operations.alerts": "none"})

    assert alerts(silent).files == ()
    assert probes(silent).files == ()


def old_backup(changes: dict[str, Any]) -> str:
    """Return the expression of the alert on the last backup's age; nothing without one."""
    alert = rules(changed(changes)).get("SkillFlawPostgresBackupOld", {"expr": ""})
    return str(alert["expr"])


def test_a_backup_that_stops_is_told_a_day_and_six_hours_later() -> None:
    store = {"database.backup.destination": "s3://acme-backups/skillflaw"}
    operated = old_backup({**OPERATOR, **store})
    dumped = old_backup({"database.mode": "in-cluster"})

    assert operated.endswith("> 108000")
    assert dumped.endswith("> 108000")
    assert "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp" in operated
    assert 'cronjob="postgres-dumps"' in dumped


def test_a_backup_that_others_make_is_for_them_to_watch() -> None:
    assert old_backup({}) == ""
    assert old_backup({"database.mode": "in-cluster", "database.backup.schedule": ""}) == ""
