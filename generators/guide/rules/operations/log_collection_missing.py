from __future__ import annotations

from collections.abc import Iterator

from generators.guide.questions import yes_or_no
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import stated


@rule(
    title="Central log collection missing",
    about=("operations.centralLogs",),
    severity=Severity.WARNING,
    why="The logs of a deleted pod are lost, and events of the ingress controller, the backend, "
    "PostgreSQL and Redis cannot be correlated during an incident.",
    fix="Collect the logs of all of them in one system, then set operations.centralLogs to true.",
    because="The product works; the guide strongly recommends central logs for incidents.",
    guide=("health.logs",),
    bad={"operations.centralLogs": False},
)
def log_collection_missing(plan: Plan) -> Iterator[Remark]:
    if plan.operations.central_logs:
        return
    if stated(plan, "operations.centralLogs"):
        yield Remark("Logs are not collected centrally.")
    else:
        yield Remark(
            "Central log collection is not confirmed.",
            fix=yes_or_no(
                "operations.centralLogs",
                "Does one system collect the logs of the backend, the ingress controller, "
                "PostgreSQL and Redis?",
            ),
        )
