from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Flow egress is blocked",
    about=("operations.egress",),
    severity=Severity.INFO,
    why="A flow that calls a model or any service other than PostgreSQL and Redis waits until it "
    "times out.",
    fix="List the CIDRs that flows call in operations.egress, or keep egress blocked if flows "
    "call no other service.",
    because="The setting is right where flows call no model and no other service.",
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.egress": "none"},
)
def flow_egress_blocked(plan: Plan) -> Iterator[str]:
    closed = plan.operations.egress in ("none", ()) and not plan.operations.proxy.used
    if plan.operations.network_policies and closed:
        yield "The NetworkPolicy blocks every call of a flow, including calls to a model provider."
