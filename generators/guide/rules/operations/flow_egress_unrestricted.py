from __future__ import annotations

from collections.abc import Iterator

from generators.guide.egress import destinations
from generators.guide.formatting import listed
from generators.guide.hostnames import everywhere
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Flow egress is nearly unrestricted",
    about=("operations.egress",),
    severity=Severity.WARNING,
    why="A flow that an attacker manipulates can connect to these networks, which may include your "
    "company's own.",
    fix="Set operations.egress to internet-443, or list only the CIDRs that flows call.",
    because="Flows work; the NetworkPolicy does not limit what they connect to.",
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.egress": ["0.0.0.0/0"]},
)
def flow_egress_unrestricted(plan: Plan) -> Iterator[str]:
    if not plan.operations.network_policies:
        return
    wide = [
        destination
        for destination in destinations(plan)
        if destination.network and everywhere(destination.network)
    ]
    if wide:
        verb = "is" if len(wide) == 1 else "are"
        ports = _opened(sorted({destination.port for destination in wide}))
        names = listed([destination.network for destination in wide])
        yield f"{names} {verb} wider than any private network, and {ports}."


def _opened(ports: list[int]) -> str:
    if 0 in ports:
        return "every port is open"
    names = listed([str(port) for port in ports])
    return f"port {names} is open" if len(ports) == 1 else f"ports {names} are open"
