"""What Prometheus asks from outside the pods, and the backend's own metrics."""

from __future__ import annotations

from generators.manifests.operations.metrics import METRICS_PORT
from generators.manifests.operations.metrics import own_metrics
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.part import selector
from generators.manifests.podmonitor import monitoring_object
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.prober import probed
from generators.manifests.tls import exposed
from generators.plan import Plan

HEALTH_JOB = "skillflaw-health"
INGRESS_JOB = "skillflaw-ingress"
SELECTED = (
    "Prometheus has to select these objects. Many installations require a label such as "
    "`release` on rules, probes and monitors (ruleSelector, probeSelector and podMonitorSelector "
    "of the Prometheus object): set it in operations.monitorLabels. scripts/preflight.sh compares "
    "them."
)
PROBE_CHOICES = ("operations.alerts", "operations.prober", "operations.monitorLabels")
PROBE_PATHS = {"api": "/health", "ui": "/", "docs": "/"}


def probes(plan: Plan) -> Part:
    """Make the probes of ``/health`` and of the ingress, where Prometheus' operator is there."""
    if plan.operations.alerts == "none":
        return Part()
    files = [_health(plan)] if probed(plan) else []
    if probed(plan) and ingress_targets(plan):
        files.append(_ingress(plan))
    if own_metrics(plan):
        files += _metrics(plan)
    return Part(files=tuple(files), notes=_notes(plan), crds=("monitoring.coreos.com",))


def ingress_targets(plan: Plan) -> tuple[str, ...]:
    """List the addresses that the ingress probe requests, one for each hostname."""
    scheme = "http" if plan.tls.mode == "none" else "https"
    return tuple(f"{scheme}://{host}{PROBE_PATHS[part]}" for part, host in exposed(plan).items())


def _probe(plan: Plan, name: str, targets: list[str]) -> Manifest:
    return monitoring_object(
        plan,
        "Probe",
        name,
        "backend",
        {
            "jobName": name,
            "prober": {"url": plan.operations.prober, "path": "/probe"},
            "module": "http_2xx",
            "interval": "30s",
            "scrapeTimeout": "10s",
            "targets": {"staticConfig": {"static": targets}},
        },
    )


def _health(plan: Plan) -> File:
    target = f"http://skillflaw-backend.{plan.release.namespace}.svc:7860/health"
    return File(
        "components/observability/probe-health.yaml",
        (_probe(plan, HEALTH_JOB, [target]),),
        "Probes the backend's /health through its Service every 30 seconds, without the ingress "
        "controller.",
        (*PROBE_CHOICES, "release.namespace"),
        ("health.backend",),
    )


def _ingress(plan: Plan) -> File:
    return File(
        "components/observability/probe-ingress.yaml",
        (_probe(plan, INGRESS_JOB, list(ingress_targets(plan))),),
        "Probes each hostname as a client does: DNS, certificate, route and Service.",
        (
            *PROBE_CHOICES,
            "ingress.hosts.api",
            "ingress.hosts.ui",
            "ingress.hosts.docs",
            "topology.pattern",
            "topology.docs",
            "tls.mode",
        ),
        ("health.backend", "security.tls"),
    )


def _metrics(plan: Plan) -> tuple[File, ...]:
    container = {
        "name": "backend",
        "ports": [{"name": "metrics", "containerPort": METRICS_PORT, "protocol": "TCP"}],
    }
    deployment: Manifest = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "skillflaw-backend"},
        "spec": {"template": {"spec": {"containers": [container]}}},
    }
    choices = ("operations.settings", "operations.alerts", "operations.monitorLabels")
    return (
        Patch(
            "components/observability/backend.yaml",
            (deployment,),
            "The settings turn on the backend's own metrics; this patch names their port.",
            choices,
        ),
        File(
            "components/observability/podmonitor-backend.yaml",
            (pod_monitor(plan, "skillflaw-backend", "backend", selector("backend")),),
            "The backend's own metrics are scraped from inside, never published.",
            choices,
            ("health.api",),
        ),
    )


def _prober_note(plan: Plan) -> str:
    # The module is in the default configuration of the exporter, of kube-prometheus and of the
    # community chart: https://github.com/prometheus/blackbox_exporter/blob/master/blackbox.yml
    return (
        f"Probes use the blackbox exporter at {plan.operations.prober}, over plain HTTP and with "
        "the module http_2xx of its default configuration."
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    assumed = [
        *((_prober_note(plan),) if probed(plan) else ()),
        *(() if plan.operations.monitor_labels else (SELECTED,)),
        "Restart, memory and volume alerts need kube-state-metrics and the kubelet's metrics.",
    ]
    if own_metrics(plan):
        assumed.append(
            "The backend's own metrics are those of the upstream project: "
            f"SKILLFLAW_PROMETHEUS_ENABLED opens port {METRICS_PORT}."
        )
    notes = [Note("assumed", text, ("operations.alerts",), ("health.backend",)) for text in assumed]
    if plan.ingress.allowed_cidrs and probed(plan):
        text = (
            "The ingress probe and the smoke test come from the cluster. The cluster's egress "
            "address has to be in ingress.allowedCidrs, or both fail."
        )
        notes.append(Note("manual", text, ("ingress.allowedCidrs",), ("health.ingress",)))
    return tuple(notes)
