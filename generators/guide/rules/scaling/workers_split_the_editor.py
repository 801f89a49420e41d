from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Several workers behind one editor",
    about=("scaling.backend.workers", "topology.pattern", "topology.mcp"),
    severity=Severity.WARNING,
    why="A build started in one worker is unknown to the next, and the editor says that its job is "
    "not found. A cookie finds the pod, not the worker.",
    fix="Run one worker in each pod, and add replicas.",
    because="Calls of the API work; the editor and the older MCP transport fail now and then.",
    guide=("scaling.backend-drivers",),
    reference="https://github.com/langflow-ai/langflow/issues/7579",
    bad={
        **WEB,
        "scaling.backend.workers": 2,
    },
)
def workers_split_the_editor(plan: Plan) -> Iterator[Remark]:
    workers = plan.scaling.backend.workers
    users = [
        *(["the editor"] if plan.topology.web else []),
        *(["MCP"] if plan.topology.mcp else []),
    ]
    if workers > 1 and users:
        cause = "topology.pattern" if plan.topology.web else "topology.mcp"
        yield Remark(
            f"{workers} workers in a pod share no state, and {listed(users)} may meet any of them.",
            at=("scaling.backend.workers", cause),
            change={"scaling.backend.workers": 1},
        )
