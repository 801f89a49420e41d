from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Build events that get lost between processes",
    about=("operations.settings", "scaling.backend.replicas"),
    severity=Severity.WARNING,
    why="The editor asks for a job that another process holds, and shows that it was not found.",
    fix="Take SKILLFLAW_EVENT_DELIVERY out: the bundle chooses direct.",
    because="Calls of the API work; the editor fails now and then.",
    guide=("scaling.backend-drivers",),
    reference="https://github.com/langflow-ai/langflow/issues/7579",
    bad={**WEB, "operations.settings": {"SKILLFLAW_EVENT_DELIVERY": "streaming"}},
)
def events_lost_between_processes(plan: Plan) -> Iterator[Remark]:
    chosen = plan.operations.settings.get("SKILLFLAW_EVENT_DELIVERY", "").strip()
    backend = plan.scaling.backend
    several = backend.most > 1 or backend.workers > 1
    if plan.topology.web and several and chosen in ("streaming", "polling"):
        yield Remark(
            f"SKILLFLAW_EVENT_DELIVERY is {chosen}, and {plural(backend.most, 'replica')} with "
            f"{plural(max(backend.workers, 1), 'worker')} share no queue.",
            at=("operations.settings", count_of_backends(plan), "scaling.backend.workers"),
        )
