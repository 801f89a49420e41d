"""The blackbox exporter that probes from outside the pods; somebody else runs it."""

from __future__ import annotations

from generators.plan import Plan
from generators.plan.scalars import service_namespace
from generators.plan.scalars import split_host


def probed(plan: Plan) -> bool:
    """Tell whether the bundle makes Probes: alerts are on and somebody runs a prober."""
    return plan.operations.alerts != "none" and bool(plan.operations.prober)


def prober_namespace(plan: Plan) -> str:
    """Name the namespace that the probes come from; Prometheus' where the address names none."""
    monitoring = plan.operations.monitoring_namespace
    if not plan.operations.prober:
        return monitoring
    host, _ = split_host(plan.operations.prober)
    return service_namespace(host, own=monitoring) or monitoring
