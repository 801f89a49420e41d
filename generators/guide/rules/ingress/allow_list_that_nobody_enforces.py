from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import ENFORCING
from generators.guide.hostnames import everywhere
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An allow list that nobody enforces",
    about=("ingress.allowedCidrs", "ingress.controller", "ingress.implementation"),
    severity=Severity.WARNING,
    why="Everybody believes that only the listed networks can connect, and the whole internet can.",
    fix="Let only these networks in at the load balancer or with a policy of your edge, and waive "
    "this; or choose Traefik, HAProxy or ingress-nginx.",
    because="The bundle is made; the protection that was asked for is not in it.",
    reference="https://cheatsheetseries.owasp.org/cheatsheets/Network_Segmentation_Cheat_Sheet.html",
    bad={"ingress.allowedCidrs": ["198.51.100.0/24"]},
)
def allow_list_that_nobody_enforces(plan: Plan) -> Iterator[Remark]:
    ingress = plan.ingress
    # A list that lets everybody in protects nothing that could be enforced.
    if not ingress.allowed_cidrs or any(map(everywhere, ingress.allowed_cidrs)):
        return
    gateway = ingress.controller == "gateway-api"
    if gateway and ingress.implementation not in ENFORCING:
        yield Remark(
            "No route of the Gateway API can tell clients apart by their address, and "
            f"{ingress.implementation} is not asked to.",
            at=("ingress.allowedCidrs", "ingress.implementation"),
        )
    elif ingress.controller == "other":
        yield Remark(
            "The bundle does not know how this controller is given an allow list.",
            at=("ingress.allowedCidrs", "ingress.controller"),
        )
