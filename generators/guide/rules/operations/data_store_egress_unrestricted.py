from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_stores
from generators.guide.hostnames import in_the_cluster
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="PostgreSQL or Redis egress is open to every address",
    about=("database.cidrs", "redis.cidrs", "operations.networkPolicies"),
    severity=Severity.WARNING,
    why="The NetworkPolicy allows every address on the server's port, so a stolen password can be "
    "used against any server on that port.",
    fix="Set database.cidrs or redis.cidrs to the networks that contain the server's addresses.",
    because="The product works; the NetworkPolicy allows more than it needs to.",
    guide=("security.network",),
    bad={"database.cidrs": []},
)
def data_store_egress_unrestricted(plan: Plan) -> Iterator[Remark]:
    for store in external_stores(plan):
        known = store.cidrs or is_address(store.host)
        inside = in_the_cluster(store.host) or inside_the_pod(store.host)
        if plan.operations.network_policies and store.host and not known and not inside:
            yield Remark(
                f"{store.at('cidrs')} is empty, so egress on {store.name}'s port {store.port} is "
                "open to every address.",
                at=(store.at("cidrs"), "operations.networkPolicies"),
            )
