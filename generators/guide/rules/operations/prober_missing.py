from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Probe of hostnames and /health missing: no blackbox exporter",
    about=("operations.prober", "operations.alerts"),
    severity=Severity.INFO,
    why="Nobody is notified when /health fails, a hostname is unreachable or a certificate is "
    "about to expire.",
    fix="Set operations.prober to HOST:PORT of the blackbox exporter. kube-prometheus serves plain "
    "probes at blackbox-exporter.monitoring.svc:19115, the community Helm chart at "
    "RELEASE-prometheus-blackbox-exporter.NAMESPACE.svc:9115.",
    because="The product works, and the alerts on metrics fire; the alerts on probes are missing.",
    guide=("health.backend", "health.ingress"),
    reference="https://github.com/prometheus-operator/kube-prometheus/pull/852",
    bad={"operations.prober": ""},
)
def prober_missing(plan: Plan) -> Iterator[str]:
    if plan.operations.alerts == "none" or plan.operations.prober:
        return
    names = ["SkillFlawBackendUnhealthy"]
    if published(plan):
        names += ["SkillFlawIngressUnreachable"]
        names += ["SkillFlawCertificateExpires"] if plan.tls.mode != "none" else []
    yield (
        f"operations.prober is empty, so the bundle has no Probe, and these alerts are missing: "
        f"{listed(names)}."
    )
