from __future__ import annotations

from collections.abc import Iterator

from generators.guide.data_stores import in_cluster
from generators.guide.environment_names import rehearsal
from generators.guide.examples import REDIS_POD
from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL or Redis is reachable from every pod",
    about=("operations.networkPolicies", "database.mode", "redis.mode"),
    severity=Severity.ERROR,
    why="Any pod of the cluster can try passwords on PostgreSQL, and a client that can write to "
    "Redis can run code in the backend, because cached values are pickled.",
    fix="Turn on operations.networkPolicies.",
    because="The guide requires that PostgreSQL and Redis are not broadly reachable. In a "
    "staging, development or test environment it is a warning.",
    guide=("security.network",),
    reference="https://docs.python.org/3/library/pickle.html",
    bad={**REDIS_POD, "operations.networkPolicies": False},
)
def data_store_open_to_every_pod(plan: Plan) -> Iterator[Remark]:
    stores = in_cluster(plan)
    if stores and not plan.operations.network_policies:
        verb = "runs" if len(stores) == 1 else "run"
        yield Remark(
            f"{listed([name for _, name in stores])} {verb} in the cluster, and no NetworkPolicy "
            "limits which pods may connect.",
            at=("operations.networkPolicies", *(path for path, _ in stores)),
            severity=Severity.WARNING if rehearsal(plan) else None,
            change={"operations.networkPolicies": True}
            if plan.ingress.controller_namespace
            else {},
        )
