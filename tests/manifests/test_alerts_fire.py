"""Every alert fires on series as the exporter or proxy prints them, and is silent otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any

import pytest

from generators.manifests.operations.alerts.sources import SOURCES
from generators.manifests.part import Manifest
from generators.plan import Plan
from tests.manifests.test_operations_alerts import HAPROXY
from tests.manifests.test_operations_alerts import OPERATOR
from tests.manifests.test_operations_alerts import OTHER
from tests.manifests.test_operations_alerts import changed
from tests.manifests.test_operations_alerts import needs_promtool
from tests.manifests.test_operations_alerts import promtool
from tests.manifests.test_operations_alerts import rules
from tests.plans import branches

pytestmark = pytest.mark.slow  # all of it together

STORE = {"database.backup.destination": "s3://acme-backups/skillflaw"}
OPERATED = {**OPERATOR, **STORE}
IN_CLUSTER = {"database.mode": "in-cluster"}
CACHE = {"redis.mode": "in-cluster", "redis.persistence": "aof"}
GATEWAY = {"ingress.implementation": "traefik"}
SCALED = {"scaling.backend.autoscaling.enabled": True}
NAMESPACE = 'namespace="skillflaw"'
POD = f'{NAMESPACE}, pod="skillflaw-backend-7d4b9c-x2x", container="backend"'
DEPLOYED = f'{NAMESPACE}, deployment="skillflaw-backend"'
CLAIM = f'{NAMESPACE}, persistentvolumeclaim="skillflaw-state", node="node-1"'
PG = 'job="skillflaw/skillflaw-postgres-exporter", instance="10.1.2.3:9187"'
CNPG = 'job="skillflaw/postgres", pod="postgres-1"'
REDIS = 'job="skillflaw/skillflaw-redis-exporter", instance="10.1.2.4:9121"'
EDGE = f'job="skillflaw-ingress", {NAMESPACE}, instance="https://api.skillflaw.acme.com/health"'
PROXY = 'proxy="skillflaw_svc_skillflaw-backend_http"'
TRAEFIK_37 = (
    "httproute-skillflaw-skillflaw-api-gw-edge-edge-ep-websecure-0-6f97418635c7e18853da-svc-"
    "skillflaw-skillflaw-backend-0@kubernetesgateway"
)
TRAEFIK_36 = "skillflaw-skillflaw-backend-http-7860@kubernetesgateway"
TRAEFIK_30 = "skillflaw-skillflaw-backend-7860@kubernetesgateway"


@dataclass(frozen=True)
class Fires:
    """An alert, the series that make it fire at ``at``, and those that don't."""

    alert: str
    bad: dict[str, str]
    good: dict[str, str]
    at: str = "40m"
    changes: dict[str, Any] = field(default_factory=dict)


def _traefik(service: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give slow and quick requests of one of Traefik's services."""
    label = f'service="traefik", exported_service="{service}", code="200", method="POST"'
    total = f"traefik_service_request_duration_seconds_sum{{{label}}}"
    count = f"traefik_service_request_duration_seconds_count{{{label}}}"
    return {total: "0+6000x100", count: "0+60x100"}, {total: "0+60x100", count: "0+60x100"}


def _traefik_errors(service: str) -> tuple[dict[str, str], dict[str, str]]:
    label = f'service="traefik", exported_service="{service}", method="POST", code='
    ok, error = (f'traefik_service_requests_total{{{label}"{code}"}}' for code in (200, 502))
    return {ok: "0+90x100", error: "0+10x100"}, {ok: "0+99x100", error: "0+1x100"}


def _envoy(digit: str) -> str:
    route = 'envoy_cluster_name="httproute/skillflaw/skillflaw-api/rule/0"'
    return f'envoy_cluster_upstream_rq_xx{{{route}, envoy_response_code_class="{digit}"}}'


def _volume(free: int) -> dict[str, str]:
    return {
        f"kubelet_volume_stats_available_bytes{{{CLAIM}}}": f"{free}x100",
        f"kubelet_volume_stats_capacity_bytes{{{CLAIM}}}": "100x100",
    }


def _replicas(ready: int) -> dict[str, str]:
    return {
        f"kube_deployment_spec_replicas{{{DEPLOYED}}}": "2x100",
        f"kube_deployment_status_replicas_available{{{DEPLOYED}}}": f"{ready}x100",
    }


def _restarts(values: str, reason: str = "") -> dict[str, str]:
    series = {f"kube_pod_container_status_restarts_total{{{POD}}}": values}
    if reason:
        name = "kube_pod_container_status_last_terminated_reason"
        series[f'{name}{{{POD}, reason="{reason}"}}'] = "1x100"
    return series


def _probe(value: str) -> dict[str, str]:
    return {f'probe_success{{job="skillflaw-health", {NAMESPACE}}}': value}


def _scaler(wanted: int) -> dict[str, str]:
    scaler = f'{NAMESPACE}, horizontalpodautoscaler="skillflaw-backend"'
    return {
        f"kube_horizontalpodautoscaler_status_desired_replicas{{{scaler}}}": f"{wanted}x100",
        f"kube_horizontalpodautoscaler_spec_max_replicas{{{scaler}}}": "6x100",
    }


def _haproxy(sessions: str) -> dict[str, str]:
    """Give a request each minute, and how many are in progress at each scrape."""
    return {
        f"haproxy_backend_current_sessions{{{PROXY}}}": sessions,
        f"haproxy_backend_http_requests_total{{{PROXY}}}": "0+1x100",
    }


def _archiver(failed: int) -> dict[str, str]:
    return {
        f"cnpg_pg_stat_archiver_last_failed_time{{{CNPG}}}": f"{failed}x100",
        f"cnpg_pg_stat_archiver_last_archived_time{{{CNPG}}}": "1000x100",
    }


def _connections(used: int) -> dict[str, str]:
    return {
        f'pg_stat_database_numbackends{{{PG}, datname="skillflaw"}}': f"{used}x100",
        f"pg_settings_max_connections{{{PG}}}": "100x100",
    }


def _memory(used: int) -> dict[str, str]:
    return {
        f"redis_memory_used_bytes{{{REDIS}}}": f"{used}x100",
        f"redis_memory_max_bytes{{{REDIS}}}": "100x100",
    }


def _dumped(at: int) -> dict[str, str]:
    job = f'{NAMESPACE}, cronjob="postgres-dumps"'
    return {
        f"kube_cronjob_status_last_successful_time{{{job}}}": f"{at}x100",
        f"kube_cronjob_created{{{job}}}": "-400000x100",
    }


def _waiting(name: str) -> dict[str, str]:
    return {f'kube_pod_container_status_waiting_reason{{{POD}, reason="{name}"}}': "1x100"}


PHASE = f'kube_pod_status_phase{{{NAMESPACE}, pod="skillflaw-backend-7d4b9c-x2x", phase="Pending"}}'
CONDITION = f'{DEPLOYED}, condition="Progressing", reason="ProgressDeadlineExceeded"'
STUCK = f'kube_deployment_status_condition{{{CONDITION}, status="false"}}'
STATEFUL = f'{NAMESPACE}, statefulset="postgres"'
EXPIRY = f"probe_ssl_earliest_cert_expiry{{{EDGE}}}"
POOLER = 'job="skillflaw/postgres-pooler-rw", pod="postgres-pooler-rw-1"'
POOL = f"cnpg_pgbouncer_pools_cl_waiting{{{POOLER}}}"
DAY = 86_400

FIRES = [
    Fires("SkillFlawBackendUnhealthy", _probe("0x100"), _probe("1x100")),
    Fires("SkillFlawBackendProbeMissing", {}, _probe("1x100")),
    Fires("SkillFlawBackendAtScaleLimit", _scaler(6), _scaler(5), changes=SCALED),
    Fires("SkillFlawReplicasMissing", _replicas(1), _replicas(2)),
    Fires(
        "SkillFlawReplicasMissing",
        {
            f"kube_statefulset_replicas{{{STATEFUL}}}": "1x100",
            f"kube_statefulset_status_replicas_ready{{{STATEFUL}}}": "0x100",
        },
        {
            f"kube_statefulset_replicas{{{STATEFUL}}}": "1x100",
            f"kube_statefulset_status_replicas_ready{{{STATEFUL}}}": "1x100",
        },
        changes=IN_CLUSTER,
    ),
    Fires("SkillFlawPodPending", {PHASE: "1x100"}, {PHASE: "0x100"}),
    Fires("SkillFlawRolloutStuck", {STUCK: "1x100"}, {STUCK: "0x100"}),
    Fires("SkillFlawContainerRestarts", _restarts("0+1x100"), _restarts("5x100")),
    Fires(
        "SkillFlawContainerOutOfMemory",
        _restarts("0+1x100", "OOMKilled"),
        _restarts("0+1x100", "Error"),
    ),
    Fires("SkillFlawContainerCannotStart", _waiting("ImagePullBackOff"), _waiting("PodInit")),
    Fires("SkillFlawVolumeFillsUp", _volume(14), _volume(16)),
    Fires("SkillFlawVolumeFull", _volume(4), _volume(6)),
    Fires("SkillFlawApiErrors", *_traefik_errors(TRAEFIK_37), changes=GATEWAY),
    Fires("SkillFlawApiErrors", *_traefik_errors(TRAEFIK_36), changes=GATEWAY),
    Fires("SkillFlawApiErrors", *_traefik_errors(TRAEFIK_30), changes=GATEWAY),
    Fires("SkillFlawIngress5xxSpike", *_traefik_errors(TRAEFIK_37), changes=GATEWAY),
    Fires("SkillFlawApiSlow", *_traefik(TRAEFIK_37), changes=GATEWAY),
    Fires("SkillFlawApiSlow", *_traefik(TRAEFIK_36), changes=GATEWAY),
    Fires("SkillFlawApiSlow", _haproxy("2x100"), _haproxy("1x100"), changes=HAPROXY),
    Fires(
        "SkillFlawIngress4xxSpike",
        {_envoy("2"): "0+70x100", _envoy("4"): "0+30x100"},
        {_envoy("2"): "0+90x100", _envoy("4"): "0+10x100"},
    ),
    Fires(
        "SkillFlawIngressSlow",
        {f"probe_duration_seconds{{{EDGE}}}": "6x100"},
        {f"probe_duration_seconds{{{EDGE}}}": "4x100"},
        changes=OTHER,
    ),
    Fires(
        "SkillFlawIngressUnreachable",
        {f"probe_success{{{EDGE}}}": "0x100"},
        {f"probe_success{{{EDGE}}}": "1x100"},
    ),
    Fires(
        "SkillFlawCertificateExpires",
        {EXPIRY: f"{13 * DAY}x100"},
        {EXPIRY: f"{16 * DAY}x100"},
        "80m",
    ),
    Fires(
        "SkillFlawCertificateExpiresSoon",
        {EXPIRY: f"{2 * DAY}x100"},
        {EXPIRY: f"{4 * DAY}x100"},
        "80m",
    ),
    Fires("SkillFlawPostgresDown", {f"pg_up{{{PG}}}": "0x100"}, {f"pg_up{{{PG}}}": "1x100"}),
    Fires(
        "SkillFlawPostgresDown",
        {f"cnpg_collector_up{{{CNPG}}}": "0x100"},
        {f"cnpg_collector_up{{{CNPG}}}": "1x100"},
        changes=OPERATED,
    ),
    Fires(
        "SkillFlawPostgresInstanceMissing",
        {f"cnpg_collector_up{{{CNPG}}}": "1x100"},
        {f"cnpg_collector_up{{{CNPG}}}": "3x100"},
        changes=OPERATED,
    ),
    Fires("SkillFlawPostgresMetricsMissing", {}, {f"pg_up{{{PG}}}": "1x100"}),
    Fires("SkillFlawPostgresSaturated", _connections(85), _connections(75)),
    Fires("SkillFlawPostgresPoolerQueue", {POOL: "1x100"}, {POOL: "0x100"}, changes=OPERATED),
    Fires(
        "SkillFlawPostgresBackupOld", _dumped(-30 * 3600), _dumped(-29 * 3600), changes=IN_CLUSTER
    ),
    Fires("SkillFlawPostgresArchivingFailed", _archiver(1001), _archiver(999), changes=OPERATED),
    Fires(
        "SkillFlawRedisDown", {f"redis_up{{{REDIS}}}": "0x100"}, {f"redis_up{{{REDIS}}}": "1x100"}
    ),
    Fires("SkillFlawRedisMetricsMissing", {}, {f"redis_up{{{REDIS}}}": "1x100"}),
    Fires(
        "SkillFlawRedisRefusesClients",
        {f"redis_rejected_connections_total{{{REDIS}}}": "0+1x100"},
        {f"redis_rejected_connections_total{{{REDIS}}}": "7x100"},
    ),
    Fires(
        "SkillFlawRedisFull",
        _memory(91),
        _memory(89),
        changes={"redis.evictionPolicy": "noeviction"},
    ),
    Fires(
        "SkillFlawRedisEvicts",
        {f"redis_evicted_keys_total{{{REDIS}}}": "0+120x100"},
        {f"redis_evicted_keys_total{{{REDIS}}}": "0+30x100"},
        "90m",
        {"redis.evictionPolicy": "allkeys-lru"},
    ),
]


def _counted(row: Fires, series: dict[str, str], firing: int) -> Manifest:
    """Write a test of promtool that counts the alerts of a name that fire."""
    alerts = f'count(ALERTS{{alertname="{row.alert}", alertstate="firing"}})'
    samples = [{"labels": "{}", "value": firing}] if firing else []
    return {
        "interval": "1m",
        "input_series": [{"series": key, "values": value} for key, value in series.items()],
        "promql_expr_test": [{"expr": alerts, "eval_time": row.at, "exp_samples": samples}],
    }


def _by_plan() -> list[list[Fires]]:
    """Put the rows of one plan together: one run of promtool each."""
    plans: dict[str, list[Fires]] = {}
    for row in FIRES:
        plans.setdefault(repr(row.changes), []).append(row)
    return list(plans.values())


@needs_promtool
@pytest.mark.parametrize("rows", _by_plan(), ids=lambda rows: rows[0].alert)
def test_an_alert_fires_on_what_it_is_about_and_on_nothing_else(
    tmp_path: Path, rows: list[Fires]
) -> None:
    counts = [
        _counted(row, series, firing)
        for row in rows
        for series, firing in ((row.bad, 1), (row.good, 0))
    ]

    promtool(tmp_path, changed(rows[0].changes), counts)


def test_every_alert_of_every_bundle_is_shown_to_fire() -> None:
    names = {name for plan in branches().values() for name in _names(plan)}

    assert names <= {row.alert for row in FIRES}


def test_every_metric_that_an_alert_reads_has_its_public_source() -> None:
    plans = [*branches().values(), *(changed(row.changes) for row in FIRES)]
    expressions = {rule["expr"] for plan in plans for rule in _rules(plan).values()}
    read = {name for text in expressions for name in re.findall(r"\b([a-z]\w+_\w+)\{", text)}

    assert read == set(SOURCES)
    assert all(source.startswith("https://") for source in SOURCES.values())


def _rules(plan: Plan) -> dict[str, Any]:
    return rules(plan) if plan.operations.alerts != "none" else {}


def _names(plan: Plan) -> set[str]:
    return set(_rules(plan))
