from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import in_cluster
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Network policies are disabled",
    about=("operations.networkPolicies",),
    severity=Severity.WARNING,
    why="A flow that an attacker manipulates can connect to every Service of the cluster and to "
    "every network that the cluster's nodes reach.",
    fix="Turn on operations.networkPolicies.",
    because="The product works; only their own firewalls protect PostgreSQL and Redis.",
    guide=("security.network",),
    bad={"operations.networkPolicies": False},
)
def network_policies_disabled(plan: Plan) -> Iterator[Remark]:
    if not plan.operations.network_policies and not in_cluster(plan):
        yield Remark(
            "No NetworkPolicy limits what a pod may connect to.",
            change={"operations.networkPolicies": True}
            if plan.ingress.controller_namespace
            else {},
        )
