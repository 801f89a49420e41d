"""Scrapes of pods that the bundle runs itself."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.plan import Plan


def scraped(plan: Plan, monitored: bool) -> bool:
    """Tell whether a data store that is ``monitored`` is scraped by the Prometheus operator."""
    return monitored and plan.operations.alerts == "prometheus-operator"


def pod_monitor(name: str, component: str, selected: Mapping[str, str]) -> Manifest:
    """Make a PodMonitor of the port ``metrics``, every 30 seconds."""
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PodMonitor",
        "metadata": {"name": name, "labels": labels(component)},
        "spec": {
            "selector": {"matchLabels": dict(selected)},
            "podMetricsEndpoints": [
                {"port": "metrics", "interval": "30s", "scrapeTimeout": "10s"},
            ],
        },
    }
