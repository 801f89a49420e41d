from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hosts import ENFORCING
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An allow list that nobody enforces",
    about=("ingress.allowedCidrs", "ingress.controller", "ingress.implementation"),
    severity=Severity.WARNING,
    why="Everybody believes that only the listed networks can connect, and the whole internet can.",
    fix="Set it where you run the edge, or choose a controller that the bundle knows.",
    because="The bundle is made; the protection that was asked for is not in it.",
    guide=("security.network",),
    bad={"ingress.allowedCidrs": ["198.51.100.0/24"], "ingress.implementation": "other"},
)
def allow_list_that_nobody_enforces(plan: Plan) -> Iterator[Remark]:
    ingress = plan.ingress
    if not ingress.allowed_cidrs:
        return
    gateway = ingress.controller == "gateway-api"
    if gateway and ingress.implementation not in ENFORCING:
        yield Remark(
            "A route of the Gateway API has no allow list, and the bundle knows none of "
            f"{ingress.implementation}.",
            at=("ingress.allowedCidrs", "ingress.implementation"),
        )
    elif ingress.controller == "other":
        yield Remark(
            "The bundle does not know how this controller is given an allow list.",
            at=("ingress.allowedCidrs", "ingress.controller"),
        )
