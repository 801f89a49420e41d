"""What an alert is, and the pieces of PromQL that several share."""

from __future__ import annotations

from dataclasses import dataclass

from generators.manifests.part import Manifest
from generators.plan import Plan

CRITICAL = "critical"
WARNING = "warning"


@dataclass(frozen=True)
class Alert:
    """One alert. ``meaning`` says why the threshold is what it is, ``first`` what to do first.

    ``waits`` is how long the expression has to hold, as a Prometheus duration.
    """

    name: str
    expression: str
    waits: str
    severity: str
    summary: str
    meaning: str
    first: str

    def rule(self, runbook: str) -> Manifest:
        """Write the alert as Prometheus reads it; the runbook has a heading of its name."""
        return {
            "alert": self.name,
            "expr": self.expression,
            "for": self.waits,
            "labels": {"severity": self.severity, "service": "skillflaw"},
            "annotations": {
                "summary": self.summary,
                "description": f"{self.meaning} {self.first}",
                "runbook_url": f"{runbook}#{self.name.lower()}",
            },
        }


@dataclass(frozen=True)
class Group:
    """The alerts of one signal of the guide."""

    signal: str
    alerts: tuple[Alert, ...]

    def rules(self, runbook: str) -> Manifest:
        """Write the group as Prometheus reads it; ``runbook`` is the address of RUNBOOK.md."""
        return {
            "name": f"skillflaw-{self.signal}",
            "rules": [alert.rule(runbook) for alert in self.alerts],
        }


def namespace(plan: Plan) -> str:
    """Give the label matcher of the plan's namespace."""
    return f'namespace="{plan.release.namespace}"'


def pods(plan: Plan) -> str:
    """Give the label matchers of our pods: in a shared namespace there are others."""
    if plan.release.namespace_dedicated:
        return namespace(plan)
    return f'{namespace(plan)}, pod=~"(skillflaw|postgres|cache)-.+"'


def scrape(plan: Plan, monitor: str) -> str:
    """Give the label matcher of what one PodMonitor scrapes."""
    return f'job="{plan.release.namespace}/{monitor}"'
