from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import everywhere
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An allow list with everybody on it",
    about=("ingress.allowedCidrs",),
    severity=Severity.WARNING,
    why="The list reads like a protection and lets the whole internet in.",
    fix="Take the wide network out, or clear the list and say that anybody may connect.",
    because="It works; it only looks safer than it is.",
    reference="https://cheatsheetseries.owasp.org/cheatsheets/Network_Segmentation_Cheat_Sheet.html",
    bad={"ingress.allowedCidrs": ["0.0.0.0/0"]},
)
def everybody_is_allowed(plan: Plan) -> Iterator[str]:
    wide = [cidr for cidr in plan.ingress.allowed_cidrs if everywhere(cidr)]
    if wide:
        yield f"{listed(wide)} on the list of allowed clients is nearly everybody."
