"""What flows may connect to, as rules see it."""

from __future__ import annotations

from generators.plan import Plan
from generators.plan.scalars import INTERNET
from generators.plan.scalars import Destination
from generators.plan.scalars import read_destination


def destinations(plan: Plan) -> tuple[Destination, ...]:
    """List the networks and namespaces of the egress list; the internet is not among them."""
    chosen = plan.operations.egress
    if isinstance(chosen, str):
        return ()
    return tuple(read_destination(entry) for entry in chosen if entry != INTERNET)


def internet_open(plan: Plan) -> bool:
    """Tell whether flows may call any public address on port 443."""
    chosen = plan.operations.egress
    return chosen == INTERNET or (not isinstance(chosen, str) and INTERNET in chosen)
