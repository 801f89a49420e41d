from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import external_stores
from generators.guide.formatting import listed
from generators.guide.hostnames import covers
from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address


@rule(
    title="PostgreSQL or Redis address is outside its CIDRs",
    about=("database.cidrs", "database.host", "redis.cidrs", "redis.host"),
    severity=Severity.ERROR,
    why="The NetworkPolicy drops the backend's connections to that address, so the backend does "
    "not start.",
    fix="Add a CIDR that contains the address to database.cidrs or redis.cidrs.",
    because="The backend cannot connect to PostgreSQL or Redis.",
    guide=("security.network",),
    bad={"database.host": "10.99.0.5", "database.sslMode": "require"},
)
def data_store_address_outside_cidrs(plan: Plan) -> Iterator[Remark]:
    if not plan.operations.network_policies:
        return
    for store in external_stores(plan):
        if not store.cidrs or not is_address(store.host) or inside_the_pod(store.host):
            continue
        if not any(covers(cidr, store.host) for cidr in store.cidrs):
            prefix_length = 128 if ":" in store.host else 32
            yield Remark(
                f"{store.name} has the address {store.host}, outside {listed(store.cidrs)}.",
                at=(store.at("cidrs"), store.at("host")),
                change={store.at("cidrs"): [*store.cidrs, f"{store.host}/{prefix_length}"]},
            )
