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
    title="PostgreSQL host is the backend pod itself",
    about=("database.host",),
    severity=Severity.ERROR,
    why="The backend looks for PostgreSQL inside its own pod, finds none, and never becomes ready.",
    fix="Set database.host to a PostgreSQL service that every replica can reach.",
    because="The guide asks for a real PostgreSQL service, and the pod runs none.",
    guide=("state.database", "state.first"),
    bad={"database.host": "localhost"},
)
def database_host_pod_local(plan: Plan) -> Iterator[Remark]:
    host = plan.database.host
    if plan.database.mode == "external" and host and inside_the_pod(host):
        several = plan.scaling.backend.most > 1
        replicas = f", and {backends(plan)}" if several else ""
        yield Remark(
            f"{host} is the pod itself, so the database is pod-local{replicas}.",
            at=("database.host", *([count_of_backends(plan)] if several else [])),
        )
