from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import split_host

# Its port 9115 is HTTPS behind kube-rbac-proxy; plain probes are served on 19115:
# https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/blackboxExporter-service.yaml
AUTHORIZED = 9115
PLAIN = 19_115


@rule(
    title="Probe port of kube-prometheus requires authorization",
    about=("operations.prober",),
    severity=Severity.INFO,
    why="If kube-prometheus installed the exporter, its port 9115 speaks HTTPS to authorized "
    "clients only. Every probe then fails, and the alerts fire for a healthy product.",
    fix="If kube-prometheus installed the exporter, set operations.prober to port 19115.",
    because="Another installation may serve plain probes on 9115 under the same name.",
    reference="https://github.com/prometheus-operator/kube-prometheus/issues/1085",
    bad={"operations.prober": "blackbox-exporter.monitoring.svc:9115"},
)
def prober_port_requires_authorization(plan: Plan) -> Iterator[Remark]:
    if plan.operations.alerts == "none" or not plan.operations.prober:
        return
    host, port = split_host(plan.operations.prober)
    if port == AUTHORIZED and host.split(".")[0] == "blackbox-exporter":
        yield Remark(
            f"{plan.operations.prober} has the Service name of kube-prometheus, and its HTTPS "
            "port.",
            change={"operations.prober": f"{host}:{PLAIN}"},
        )
