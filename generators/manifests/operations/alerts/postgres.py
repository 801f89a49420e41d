"""Alerts on PostgreSQL: away, out of connections, refusing them."""

from __future__ import annotations

from generators.manifests.database.connection import POOLER
from generators.manifests.database.connection import pooled
from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import scrape
from generators.plan import Plan

SATURATED = 0.8


def postgres(plan: Plan) -> Group:
    """Make the alerts on a PostgreSQL that the plan measures; an empty group otherwise."""
    if not plan.database.monitoring:
        return Group("postgres", ())
    if plan.database.mode == "cloudnative-pg":
        return Group("postgres", (*_operated(plan), *((_queue(plan),) if pooled(plan) else ())))
    return Group("postgres", _exported(plan))


def _exported(plan: Plan) -> tuple[Alert, ...]:
    monitor = "skillflaw-postgres-exporter" if plan.database.mode == "external" else "postgres"
    job = scrape(plan, monitor)
    return (
        _down(f"pg_up{{{job}}} == 0"),
        _silent(f"absent(pg_up{{{job}}})"),
        _saturated(
            f"sum(pg_stat_database_numbackends{{{job}}})\n"
            f"/ max(pg_settings_max_connections{{{job}}}) > {SATURATED}"
        ),
    )


def _operated(plan: Plan) -> tuple[Alert, ...]:
    job = scrape(plan, "postgres")
    instances = plan.database.instances
    return (
        _down(f"sum(cnpg_collector_up{{{job}}}) == 0"),
        Alert(
            "SkillFlawPostgresInstanceMissing",
            f"(sum(cnpg_collector_up{{{job}}}) or vector(0)) < {instances}",
            "15m",
            WARNING,
            "A PostgreSQL instance is missing.",
            f"Fewer than {instances} instances run. The next failure can cause an outage. 15 "
            "minutes are longer than a switchover and a node drain.",
            "Run `kubectl cnpg status postgres`: it names the instance and what the operator "
            "waits for.",
        ),
        _silent(f"absent(cnpg_collector_up{{{job}}})"),
        _saturated(
            f"max(sum by (pod) (cnpg_backends_total{{{job}}}))\n"
            f'/ max(cnpg_pg_settings_setting{{{job}, name="max_connections"}}) > {SATURATED}'
        ),
    )


def _down(expression: str) -> Alert:
    return Alert(
        "SkillFlawPostgresDown",
        expression,
        "2m",
        CRITICAL,
        "PostgreSQL accepts no connections.",
        "The exporter could not connect for two minutes. The backend's /health still succeeds "
        "because it does not query PostgreSQL.",
        "Check whether PostgreSQL or the network path to it failed, then follow the failover plan.",
    )


def _silent(expression: str) -> Alert:
    return Alert(
        "SkillFlawPostgresMetricsMissing",
        expression,
        "10m",
        WARNING,
        "The metrics of PostgreSQL are missing.",
        "Without these metrics no alert on PostgreSQL can fire. Ten minutes are longer than a "
        "restart of Prometheus.",
        "Check the target in Prometheus, then the exporter's log and its Secret.",
    )


def _saturated(expression: str) -> Alert:
    return Alert(
        "SkillFlawPostgresSaturated",
        expression,
        "5m",
        WARNING,
        "The connections of PostgreSQL are almost used up.",
        "More than 80 % of max_connections are in use. A rollout needs connections for extra "
        "pods. When none is left, requests fail.",
        "Look for sessions that are idle in transaction. Lower the pool size, or add a pooler.",
    )


def _queue(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawPostgresPoolerQueue",
        f"sum by (pod) (cnpg_pgbouncer_pools_cl_waiting{{{scrape(plan, POOLER)}}}) > 0",
        "5m",
        WARNING,
        "Clients wait for PgBouncer.",
        "At least one client has waited for a server connection for five minutes. Requests get "
        "slower, then fail.",
        "Raise database.pooler.defaultPoolSize within max_connections, or find the slow queries "
        "first.",
    )
