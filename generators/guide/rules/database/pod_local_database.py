from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import inside_the_pod
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="A database inside the pod",
    about=("database.host",),
    severity=Severity.ERROR,
    why="The pod looks for PostgreSQL in itself, finds nothing, and never becomes ready.",
    fix="Name a PostgreSQL service that every replica reaches.",
    because="The guide wants a real PostgreSQL service; nothing listens there.",
    guide=("state.database", "state.first"),
    bad={"database.host": "localhost"},
)
def pod_local_database(plan: Plan) -> Iterator[Remark]:
    host = plan.database.host
    if plan.database.mode == "external" and host and inside_the_pod(host):
        several = plan.scaling.backend.most > 1
        each = f", and {backends(plan)}, each with none of its own" if several else ""
        yield Remark(
            f"{host} is the pod itself, so the database is pod-local{each}.",
            at=("database.host", *([count_of_backends(plan)] if several else [])),
        )
