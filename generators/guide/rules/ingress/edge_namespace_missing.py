from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Network policies that shut the edge out",
    about=("ingress.controllerNamespace", "operations.networkPolicies"),
    severity=Severity.ERROR,
    why="Everything is denied by default and nothing is opened to the proxies, so every request "
    "ends in a timeout.",
    fix="Write the namespace in which the proxies' pods run; often it is not the Gateway's.",
    because="No request reaches the pods, so nothing works.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"ingress.controllerNamespace": ""},
)
def edge_namespace_missing(plan: Plan) -> Iterator[str]:
    closed = plan.operations.network_policies and not plan.ingress.controller_namespace
    if closed and published(plan):
        yield "Network policies are on, and the namespace that traffic comes from is not given."
