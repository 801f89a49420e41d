from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_stores
from generators.guide.formatting import listed
from generators.guide.hostnames import everywhere
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL or Redis CIDR is too wide",
    about=("database.cidrs", "redis.cidrs"),
    severity=Severity.ERROR,
    why="A NetworkPolicy exists, but the pods can connect to far more addresses than PostgreSQL "
    "or Redis has.",
    fix="Set database.cidrs or redis.cidrs to the server's own networks. The widest private "
    "network is 10.0.0.0/8 for IPv4 and fc00::/7 for IPv6.",
    because="The guide asks to restrict access to PostgreSQL and Redis; this CIDR does not "
    "restrict it.",
    guide=("security.network",),
    bad={"database.cidrs": ["0.0.0.0/0"]},
)
def data_store_cidr_too_wide(plan: Plan) -> Iterator[Remark]:
    for store in external_stores(plan):
        wide = [cidr for cidr in store.cidrs if everywhere(cidr)]
        if wide and plan.operations.network_policies:
            verb = "is" if len(wide) == 1 else "are"
            yield Remark(
                f"{listed(wide)} for {store.name} {verb} wider than any private network.",
                at=(store.at("cidrs"),),
            )
