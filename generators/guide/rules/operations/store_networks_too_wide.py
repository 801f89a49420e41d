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
    title="A data store's network that is nearly everything",
    about=("database.cidrs", "redis.cidrs"),
    severity=Severity.ERROR,
    why="The policy reads like a scope and has none.",
    fix="Write the server's own networks; the widest private one is 10.0.0.0/8.",
    because="The guide asks to scope access; this scopes nothing.",
    guide=("security.network",),
    bad={"database.cidrs": ["0.0.0.0/0"]},
)
def store_networks_too_wide(plan: Plan) -> Iterator[Remark]:
    for store in external_stores(plan):
        wide = [cidr for cidr in store.cidrs if everywhere(cidr)]
        if wide and plan.operations.network_policies:
            yield Remark(
                f"{listed(wide)} for {store.name} is wider than any private network.",
                at=(store.at("cidrs"),),
            )
