"""What the Prometheus operator reads: monitors, rules and probes, with the labels it selects by."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.plan import Plan

LABELS = "operations.monitorLabels"


def monitoring_object(
    plan: Plan, kind: str, name: str, component: str, spec: Mapping[str, object]
) -> Manifest:
    """Make an object of the operator; the plan's labels come last, so that they are there."""
    monitor_labels = dict(sorted(plan.operations.monitor_labels.items()))
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": kind,
        "metadata": {"name": name, "labels": {**labels(component), **monitor_labels}},
        "spec": dict(spec),
    }


def scraped(plan: Plan, monitored: bool) -> bool:
    """Tell whether a data store that is ``monitored`` is scraped by the Prometheus operator."""
    return monitored and plan.operations.alerts == "prometheus-operator"


def pod_monitor(plan: Plan, name: str, component: str, selected: Mapping[str, object]) -> Manifest:
    """Make a PodMonitor of the port ``metrics``, every 30 seconds."""
    return monitoring_object(
        plan,
        "PodMonitor",
        name,
        component,
        {
            "selector": {"matchLabels": dict(selected)},
            "podMetricsEndpoints": [
                {"port": "metrics", "interval": "30s", "scrapeTimeout": "10s"},
            ],
        },
    )
