from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import writable
from generators.plan import Plan


@rule(
    title="Logs that go into a file",
    about=("operations.settings", "operations.centralLogs"),
    severity=Severity.WARNING,
    why="Nothing is left on standard output, so kubectl logs and the collector show an empty page.",
    fix="Take SKILLFLAW_LOG_FILE out.",
    because="It works; the logs are just not where anybody looks.",
    guide=("health.logs",),
    reference="https://docs.skillflaw.com/logging",
    bad={"operations.settings": {"SKILLFLAW_LOG_FILE": "/var/lib/skillflaw/skillflaw.log"}},
)
def logs_into_a_file(plan: Plan) -> Iterator[str]:
    file = plan.operations.settings.get("SKILLFLAW_LOG_FILE", "").strip()
    if file and writable(plan, file):
        yield f"SKILLFLAW_LOG_FILE sends the logs to {file}."
