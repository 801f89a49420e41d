from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Backend logs are exposed over HTTP",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="Each pod returns only its own last lines, so the result depends on the pod that answers. "
    "The lines can contain user names.",
    fix="Remove SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE from operations.settings, and read the "
    "collected logs instead.",
    because="It works; with several replicas the result is incomplete.",
    guide=("health.logs",),
    reference="https://docs.skillflaw.com/api-logs",
    bad={"operations.settings": {"SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE": "1000"}},
)
def backend_logs_exposed_over_http(plan: Plan) -> Iterator[str]:
    size = plan.operations.settings.get("SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE", "").strip()
    if size.isdigit() and int(size[:9]) > 0:
        yield f"SKILLFLAW_LOG_RETRIEVER_BUFFER_SIZE keeps {size} lines in each pod."
