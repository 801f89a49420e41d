"""The alerts of the guide's six signals, as one PrometheusRule."""

from __future__ import annotations

from generators.manifests.ingress.controllers import controller
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.backend import health
from generators.manifests.operations.alerts.backend import restarts
from generators.manifests.operations.alerts.backup import backup
from generators.manifests.operations.alerts.ingress import api
from generators.manifests.operations.alerts.ingress import ingress
from generators.manifests.operations.alerts.postgres import postgres
from generators.manifests.operations.alerts.redis import redis
from generators.manifests.operations.alerts.runbook import runbook_address
from generators.manifests.operations.alerts.volumes import volumes
from generators.manifests.operations.alerts.workloads import workloads
from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.podmonitor import monitoring_object
from generators.manifests.prober import probed
from generators.plan import Plan

# The guide's statement for each group of alerts; it has none for volumes that fill up.
ANSWERS = {
    "backend-health": "health.backend",
    "workloads": "health.backend",
    "restarts": "health.restarts",
    "api": "health.api",
    "postgres": "health.postgres",
    "backup": "postgres.backup",
    "redis": "health.redis",
    "ingress": "health.ingress",
}
CHOICES = (
    "operations.alerts",
    "operations.prober",
    "operations.monitorLabels",
    "release.namespace",
    "release.namespaceDedicated",
    "topology.pattern",
    "topology.docs",
    "topology.mcp",
    "storage.mode",
    "storage.accessMode",
    "storage.claimName",
    "scaling.backend.autoscaling.enabled",
    "database.pooler.mode",
    "database.instances",
    "database.backup.schedule",
    "database.backup.destination",
    "redis.persistence",
    "redis.holds",
    "ingress.hosts.ui",
    "ingress.hosts.docs",
    "ingress.controller",
    "ingress.implementation",
    "ingress.hosts.api",
    "scaling.backend.longestFlowSeconds",
    "database.mode",
    "database.monitoring",
    "redis.mode",
    "redis.monitoring",
    "redis.evictionPolicy",
    "tls.mode",
    "operations.gitops",
    "operations.gitUrl",
    "operations.gitPath",
)


MIXED = Note(
    "limit",
    "This controller counts open MCP streams as requests of the backend. Many streams raise the "
    "measured latency of the API: raise the threshold of SkillFlawApiSlow if it fires because of "
    "them.",
    ("ingress.controller", "ingress.implementation", "topology.mcp"),
    ("health.api",),
)


def alerts(plan: Plan) -> Part:
    """Make the alerts, where Prometheus' operator is there."""
    if plan.operations.alerts == "none":
        return Part()
    groups = _groups(plan)
    spec = {"groups": [group.rules(runbook_address(plan)) for group in groups]}
    rule = monitoring_object(plan, "PrometheusRule", "skillflaw", "backend", spec)
    file = File(
        "components/observability/alerts.yaml",
        (rule,),
        "The alerts for the guide's signals. Each alert has a section in RUNBOOK.md.",
        CHOICES,
        tuple(
            dict.fromkeys(
                ANSWERS[group.signal]
                for group in groups
                if group.signal in ANSWERS and _counted(plan, group)
            )
        ),
    )
    return Part(files=(file,), notes=_notes(plan), crds=("monitoring.coreos.com",))


def _groups(plan: Plan) -> tuple[Group, ...]:
    groups = (
        health(plan),
        workloads(plan),
        restarts(plan),
        volumes(plan),
        api(plan),
        postgres(plan),
        backup(plan),
        redis(plan),
        ingress(plan),
    )
    return tuple(group for group in groups if group.alerts)


def _counted(plan: Plan, group: Group) -> bool:
    """Tell whether a group has the whole of its signal: a probe sees no share of errors."""
    if group.signal == "backend-health":
        return probed(plan)
    return group.signal not in ("api", "ingress") or controller(plan).metrics(plan) is not None


def _notes(plan: Plan) -> tuple[Note, ...]:
    choices = ("ingress.controller", "ingress.implementation")
    guide = ("health.api", "health.ingress")
    metrics = controller(plan).metrics(plan)
    if not metrics:
        text = (
            "This controller has no metric that counts responses by status. Only the probe of "
            "each hostname sees latency and errors. Count 4xx and 5xx in the ingress "
            "controller's access log."
        )
        source = Note("limit", text, choices, guide)
    else:
        text = (
            f"Alerts on latency, 4xx and 5xx read the metric {metrics.requests} of the "
            f"controller. Prometheus has to scrape it. {metrics.note}"
        )
        source = Note("assumed", text.strip(), choices, guide)
    streams = metrics is not None and metrics.streams and plan.topology.mcp
    return (source, *((MIXED,) if streams else ()), *_unmeasured(plan))


def _unmeasured(plan: Plan) -> tuple[Note, ...]:
    notes = []
    for name, topic, on in (
        ("PostgreSQL", "database", not plan.database.monitoring),
        ("Redis", "redis", plan.redis.mode != "none" and not plan.redis.monitoring),
    ):
        if on:
            signal = "postgres" if topic == "database" else topic
            text = f"{name} has no exporter: no alert of this bundle fires when it is down or full."
            notes.append(Note("limit", text, (f"{topic}.monitoring",), (f"health.{signal}",)))
    return tuple(notes)
