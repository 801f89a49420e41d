from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import everywhere
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Flow egress is nearly unrestricted",
    about=("operations.egress",),
    severity=Severity.WARNING,
    why="A flow that an attacker manipulates can connect to every port of these networks, which "
    "may include your company's own.",
    fix="Set operations.egress to internet-443, or list only the CIDRs that flows call.",
    because="Flows work; the NetworkPolicy does not limit what they connect to.",
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.egress": ["0.0.0.0/0"]},
)
def flow_egress_unrestricted(plan: Plan) -> Iterator[str]:
    egress = plan.operations.egress
    if isinstance(egress, str) or not plan.operations.network_policies:
        return
    wide = [cidr for cidr in egress if everywhere(cidr)]
    if wide:
        verb = "is" if len(wide) == 1 else "are"
        yield f"{listed(wide)} {verb} wider than any private network, and every port is open."
