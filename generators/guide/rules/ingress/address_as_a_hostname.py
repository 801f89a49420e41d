from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="An address for a hostname",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="Routes and certificates are made for names: the API server refuses the object, and the "
    "rollout stops.",
    fix="Write a DNS name that leads to the address.",
    because="The cluster refuses an address as a route's host.",
    guide=("routing.hostnames",),
    reference="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/",
    bad={"ingress.hosts.api": "203.0.113.10"},
)
def address_as_a_hostname(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        if is_address(host.name):
            yield Remark(f"{host.name} is an address.", at=(host.path,))
