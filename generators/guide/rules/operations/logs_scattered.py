from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Logs that stay with their pods",
    about=("operations.centralLogs",),
    severity=Severity.WARNING,
    why="A pod that crashed has taken its log along, and edge, backend and database tell three "
    "stories.",
    fix="Have the logs collected in one place, and confirm it here.",
    because="It works; the guide strongly recommends it for incidents.",
    guide=("health.logs",),
    bad={"operations.centralLogs": False},
)
def logs_scattered(plan: Plan) -> Iterator[str]:
    if not plan.operations.central_logs:
        yield "Logs are not collected centrally."
