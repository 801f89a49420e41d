from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A controller that the bundle does not know",
    about=("ingress.controller", "ingress.implementation"),
    severity=Severity.INFO,
    why="Timeouts, body size, affinity and redirects are set in each controller's own words, so "
    "uploads and long flows stop at its defaults.",
    fix="Set them by hand, as the rationale lists them.",
    because="Many controllers work well; the bundle just cannot speak for them.",
    guide=("routing.api",),
    bad={"ingress.implementation": "other"},
)
def controller_unknown(plan: Plan) -> Iterator[Remark]:
    ingress = plan.ingress
    if ingress.controller == "other":
        yield Remark("The controller is none of those known.", at=("ingress.controller",))
    elif ingress.controller == "gateway-api" and ingress.implementation == "other":
        yield Remark("The Gateway's implementation is not named.", at=("ingress.implementation",))
