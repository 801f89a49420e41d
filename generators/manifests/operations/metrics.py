"""What is measured, and who does it."""

from __future__ import annotations

from generators.plan import Plan

METRICS_PORT = 9090
ENABLED = "SKILLFLAW_PROMETHEUS_ENABLED"


def own_metrics(plan: Plan) -> bool:
    """Tell whether the team turned on the backend's own metrics, which no SkillFlaw page names."""
    return plan.operations.settings.get(ENABLED, "").strip().lower() in ("1", "true", "yes", "on")


def measures_database(plan: Plan) -> bool:
    """Tell whether the bundle runs an exporter for a PostgreSQL outside the cluster."""
    exported = plan.operations.alerts == "prometheus-operator" and plan.database.monitoring
    return exported and plan.database.mode == "external"


def measures_redis(plan: Plan) -> bool:
    """Tell whether the bundle runs an exporter for a Redis outside the cluster."""
    exported = plan.operations.alerts == "prometheus-operator" and plan.redis.monitoring
    return exported and plan.redis.mode == "external"
