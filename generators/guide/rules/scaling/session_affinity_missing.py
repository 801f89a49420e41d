from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Session affinity is off with several backend replicas",
    about=("scaling.backend.affinity", "scaling.backend.replicas", "topology.pattern"),
    severity=Severity.WARNING,
    why="The editor polls a pod that did not start its build, and a legacy MCP stream loses its "
    "session. Users see errors that disappear after a reload.",
    fix="Set scaling.backend.affinity to cookie.",
    because="Most requests work, because the bundle sets SKILLFLAW_EVENT_DELIVERY to direct. "
    "Legacy MCP streams fail.",
    guide=("scaling.backend-drivers",),
    reference="https://github.com/langflow-ai/langflow/issues/8148",
    bad={**WEB, "scaling.backend.affinity": "none"},
)
def session_affinity_missing(plan: Plan) -> Iterator[Remark]:
    stateful = plan.topology.web or plan.topology.mcp
    if stateful and plan.scaling.backend.affinity == "none" and plan.scaling.backend.most > 1:
        cause = "topology.pattern" if plan.topology.web else "topology.mcp"
        yield Remark(
            f"Session affinity is off, and {backends(plan)}.",
            at=("scaling.backend.affinity", count_of_backends(plan), cause),
            change={"scaling.backend.affinity": "cookie"},
        )
