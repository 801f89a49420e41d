from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import ENFORCING
from generators.guide.hostnames import everywhere
from generators.guide.hostnames import openshift_router
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Ingress allow list is not enforced",
    about=("ingress.allowedCidrs", "ingress.controller", "ingress.implementation"),
    severity=Severity.WARNING,
    why="Clients from any network can connect, although the plan names the only networks allowed "
    "to.",
    fix="Allow only these networks at the load balancer or with a policy of the Gateway "
    "implementation, and waive this finding; or choose Traefik or HAProxy.",
    because="The bundle works, but without the allow list; the platform may enforce it outside the "
    "bundle.",
    reference="https://cheatsheetseries.owasp.org/cheatsheets/Network_Segmentation_Cheat_Sheet.html",
    bad={"ingress.allowedCidrs": ["198.51.100.0/24"]},
)
def ingress_allow_list_not_enforced(plan: Plan) -> Iterator[Remark]:
    ingress = plan.ingress
    # Another rule reports a list that is too wide to protect anything.
    if not ingress.allowed_cidrs or any(map(everywhere, ingress.allowed_cidrs)):
        return
    gateway = ingress.controller == "gateway-api"
    if gateway and ingress.implementation not in ENFORCING:
        yield Remark(
            "A Gateway API route cannot filter clients by IP address, and the bundle writes no "
            f"policy for {ingress.implementation}.",
            at=("ingress.allowedCidrs", "ingress.implementation"),
        )
    elif ingress.controller == "other" and not openshift_router(plan):
        yield Remark(
            "The bundle cannot write an allow list for this ingress controller.",
            at=("ingress.allowedCidrs", "ingress.controller"),
        )
