from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Worker processes share no state for the editor or MCP",
    about=("scaling.backend.workers", "topology.pattern", "topology.mcp"),
    severity=Severity.WARNING,
    why="A build that one worker started is unknown to the other workers, and the editor reports "
    "that the job is not found. Cookie affinity selects the pod, not the worker.",
    fix="Set scaling.backend.workers to 1, and add replicas.",
    because="API calls work. The editor and the older MCP transport (SSE) fail now and then.",
    guide=("scaling.backend-drivers",),
    reference="https://github.com/langflow-ai/langflow/issues/7579",
    bad={
        **WEB,
        "scaling.backend.workers": 2,
    },
)
def worker_state_unshared(plan: Plan) -> Iterator[Remark]:
    workers = plan.scaling.backend.workers
    clients = [
        *(["the editor"] if plan.topology.web else []),
        *(["MCP"] if plan.topology.mcp else []),
    ]
    if workers > 1 and clients:
        cause = "topology.pattern" if plan.topology.web else "topology.mcp"
        yield Remark(
            f"{workers} workers in a pod share no state, and requests of {listed(clients)} can "
            "reach any of them.",
            at=("scaling.backend.workers", cause),
            change={"scaling.backend.workers": 1},
        )
