from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import everywhere
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Flows that may call anything",
    about=("operations.egress",),
    severity=Severity.WARNING,
    why="A flow that is tricked into it reaches every port of every network, the company's own "
    "included.",
    fix="Choose internet-443, or list the networks that flows really call.",
    because="It works; nothing holds a flow back.",
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.egress": ["0.0.0.0/0"]},
)
def egress_to_everywhere(plan: Plan) -> Iterator[str]:
    egress = plan.operations.egress
    if isinstance(egress, str) or not plan.operations.network_policies:
        return
    wide = [cidr for cidr in egress if everywhere(cidr)]
    if wide:
        yield f"{listed(wide)} is nearly everything, on every port."
