from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import google
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="CIDRs of the GKE proxy-only subnet missing",
    about=("ingress.sourceCidrs", "ingress.implementation"),
    severity=Severity.INFO,
    why="The proxies of a regional or internal Gateway connect from the proxy-only subnet of the "
    "VPC. The network policies allow only the addresses of global load balancers and health "
    "checks.",
    fix="If the GatewayClass is regional or internal (gke-l7-regional-external-managed, "
    "gke-l7-rilb), enter the proxy-only subnet in ingress.sourceCidrs.",
    because="A global external Gateway needs no further network.",
    guide=("security.network",),
    reference="https://cloud.google.com/load-balancing/docs/proxy-only-subnets",
    bad={"ingress.implementation": "gke", "ingress.controllerNamespace": ""},
)
def gateway_source_cidrs_missing(plan: Plan) -> Iterator[str]:
    if google(plan) and plan.operations.network_policies and not plan.ingress.source_cidrs:
        yield "ingress.implementation is gke, and ingress.sourceCidrs is empty."
