from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="Hostname is an IP address",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="An Ingress or a Gateway API route cannot have an IP address as its host: it is refused, "
    "or it serves no request.",
    fix="Enter a DNS name that resolves to this address.",
    because="Kubernetes accepts only DNS names as the host of a route.",
    guide=("routing.hostnames",),
    reference="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/",
    bad={"ingress.hosts.api": "203.0.113.10"},
)
def hostname_is_ip_address(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        if is_address(host.name):
            yield Remark(f"{host.name} is an IP address.", at=(host.path,))
