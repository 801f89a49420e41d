from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import in_cluster
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="No network policies",
    about=("operations.networkPolicies",),
    severity=Severity.WARNING,
    why="A flow that is tricked into it reaches every service of the cluster and of the network "
    "behind it.",
    fix="Turn network policies on.",
    because="It works, and the data stores are guarded by their own firewalls alone.",
    guide=("security.network",),
    bad={"operations.networkPolicies": False},
)
def no_network_policies(plan: Plan) -> Iterator[Remark]:
    if not plan.operations.network_policies and not in_cluster(plan):
        yield Remark(
            "Every pod may talk to everything.",
            change={"operations.networkPolicies": True}
            if plan.ingress.controller_namespace
            else {},
        )
