from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Flows that can call nobody",
    about=("operations.egress",),
    severity=Severity.INFO,
    why="A flow that asks a model outside the cluster waits for a timeout.",
    fix="List the networks of what flows call, or leave it where models run beside them.",
    because="It is right where every model runs in the cluster's reach.",
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.egress": "none"},
)
def flows_that_call_nobody(plan: Plan) -> Iterator[str]:
    if plan.operations.network_policies and plan.operations.egress in ("none", ()):
        yield "No way out is open for flows, not even to a model's provider."
