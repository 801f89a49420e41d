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
    title="Event delivery fails across backend processes",
    about=("operations.settings", "scaling.backend.replicas"),
    severity=Severity.WARNING,
    why="When another process holds the build job, the editor reports that the job was not found.",
    fix="Remove SKILLFLAW_EVENT_DELIVERY from operations.settings; the bundle sets it to direct.",
    because="API calls work; builds in the editor fail intermittently.",
    guide=("scaling.backend-drivers",),
    reference="https://github.com/langflow-ai/langflow/issues/7579",
    bad={**WEB, "operations.settings": {"SKILLFLAW_EVENT_DELIVERY": "streaming"}},
)
def event_delivery_fails_across_processes(plan: Plan) -> Iterator[Remark]:
    delivery = plan.operations.settings.get("SKILLFLAW_EVENT_DELIVERY", "").strip()
    backend = plan.scaling.backend
    several = backend.most > 1 or backend.workers > 1
    if plan.topology.web and several and delivery in ("streaming", "polling"):
        yield Remark(
            f"SKILLFLAW_EVENT_DELIVERY is {delivery}, and the processes of "
            f"{plural(backend.most, 'replica')} with {plural(max(backend.workers, 1), 'worker')} "
            "each do not share a job queue.",
            at=("operations.settings", count_of_backends(plan), "scaling.backend.workers"),
        )
