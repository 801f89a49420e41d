"""What flows may connect to, as rules see it."""

from __future__ import annotations

from generators.plan import Plan
from generators.plan.scalars import INTERNET
from generators.plan.scalars import Destination
from generators.plan.scalars import read_destination


def destinations(plan: Plan) -> tuple[Destination, ...]:
    """List the networks and namespaces of the egress list; the internet is not among them."""
    egress = plan.operations.egress
    if isinstance(egress, str):
        return ()
    return tuple(read_destination(entry) for entry in egress if entry != INTERNET)


def internet_open(plan: Plan) -> bool:
    """Tell whether flows may call any public address on port 443."""
    egress = plan.operations.egress
    return egress == INTERNET or (not isinstance(egress, str) and INTERNET in egress)
