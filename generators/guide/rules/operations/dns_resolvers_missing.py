from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Network policies block DNS: resolvers missing",
    about=("operations.dns",),
    severity=Severity.ERROR,
    why="No pod resolves a name, so the backend finds neither PostgreSQL nor Redis and does not "
    "start.",
    fix="List the addresses of the resolvers in operations.dns, or set it to kube-dns, node-local "
    "or openshift.",
    because="No pod becomes ready.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.dns": []},
)
def dns_resolvers_missing(plan: Plan) -> Iterator[str]:
    if plan.operations.network_policies and plan.operations.dns == ():
        yield "operations.dns is an empty list, so the network policies allow no resolver."
