from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_stores
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="A policy that does not know the data store's addresses",
    about=("database.cidrs", "redis.cidrs", "operations.networkPolicies"),
    severity=Severity.WARNING,
    why="The way out has to be open to every address, so a stolen password can be used against any "
    "server on that port.",
    fix="Write the networks that the server's addresses are in.",
    because="It works; the policy is just wider than it needs to be.",
    guide=("security.network",),
    bad={"database.cidrs": []},
)
def store_addresses_missing(plan: Plan) -> Iterator[Remark]:
    for store in external_stores(plan):
        known = store.cidrs or is_address(store.host)
        inside = store.host.endswith((".svc", ".svc.cluster.local")) or inside_the_pod(store.host)
        if plan.operations.network_policies and store.host and not known and not inside:
            yield Remark(
                f"The plan does not say which addresses {store.name} has, so port {store.port} is "
                "open to all.",
                at=(store.at("cidrs"), "operations.networkPolicies"),
            )
