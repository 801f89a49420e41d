from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import everywhere
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Ingress allow list is too wide",
    about=("ingress.allowedCidrs",),
    severity=Severity.WARNING,
    why="The allow list looks like a protection, but nearly every client on the internet is on it.",
    fix="Remove the wide network, or empty the list if every client may connect.",
    because="It works, but the list protects nothing.",
    reference="https://cheatsheetseries.owasp.org/cheatsheets/Network_Segmentation_Cheat_Sheet.html",
    bad={"ingress.allowedCidrs": ["0.0.0.0/0"]},
)
def ingress_allow_list_too_wide(plan: Plan) -> Iterator[str]:
    wide = [cidr for cidr in plan.ingress.allowed_cidrs if everywhere(cidr)]
    if wide:
        yield f"The allow list contains {listed(wide)}, wider than any private network."
