from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Central log collection missing",
    about=("operations.centralLogs",),
    severity=Severity.WARNING,
    why="The logs of a deleted pod are lost, and events of the ingress controller, the backend, "
    "PostgreSQL and Redis cannot be correlated during an incident.",
    fix="Collect the logs of all of them in one system, then turn on operations.centralLogs.",
    because="The product works; the guide strongly recommends central logs for incidents.",
    guide=("health.logs",),
    bad={"operations.centralLogs": False},
)
def log_collection_missing(plan: Plan) -> Iterator[str]:
    if not plan.operations.central_logs:
        yield "The plan does not confirm that logs are collected centrally."
