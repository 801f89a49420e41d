from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import writable
from generators.plan import Plan


@rule(
    title="Backend logs are written to a file",
    about=("operations.settings", "operations.centralLogs"),
    severity=Severity.WARNING,
    why="The log lines do not reach standard output, so kubectl logs and the log collector do not "
    "show them.",
    fix="Remove SKILLFLAW_LOG_FILE from operations.settings.",
    because="The backend works; its logs are missing where people look for them.",
    guide=("health.logs",),
    reference="https://docs.skillflaw.com/logging",
    bad={"operations.settings": {"SKILLFLAW_LOG_FILE": "/var/lib/skillflaw/skillflaw.log"}},
)
def backend_logs_written_to_file(plan: Plan) -> Iterator[str]:
    file = plan.operations.settings.get("SKILLFLAW_LOG_FILE", "").strip()
    if file and writable(plan, file):
        yield f"SKILLFLAW_LOG_FILE writes the logs to {file}."
