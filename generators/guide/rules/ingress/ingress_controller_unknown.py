from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import openshift_router
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Ingress controller unknown",
    about=("ingress.controller", "ingress.implementation"),
    severity=Severity.INFO,
    why="Each controller has its own settings for timeouts, body size, session affinity and "
    "redirects. The bundle writes none of them, so long flows and large uploads can fail at its "
    "defaults.",
    fix="Set these limits by hand; RATIONALE.md lists the values.",
    because="Other controllers work too; only their settings are not generated.",
    guide=("routing.api",),
    bad={"ingress.implementation": "other", "ingress.controllerNamespace": "kong"},
)
def ingress_controller_unknown(plan: Plan) -> Iterator[Remark]:
    ingress = plan.ingress
    if ingress.controller == "other" and not openshift_router(plan):
        yield Remark("The ingress controller is set to other.", at=("ingress.controller",))
    elif ingress.controller == "gateway-api" and ingress.implementation == "other":
        yield Remark("The Gateway implementation is set to other.", at=("ingress.implementation",))
