from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

LEAST = 3600


@rule(
    title="MCP streams that the edge cuts",
    about=("ingress.timeoutSeconds", "topology.mcp"),
    severity=Severity.WARNING,
    why="A stream that is silent for some minutes is cut, and the client's tools vanish in the "
    "middle of a conversation.",
    fix="Allow an hour at least where MCP is exposed.",
    because="Short calls work; streams that stay open do not.",
    guide=("validation.mcp",),
    reference="https://github.com/mark3labs/mcp-go/issues/162",
    bad={"topology.mcp": True},
)
def mcp_stream_cut_short(plan: Plan) -> Iterator[Remark]:
    edge, flow = plan.ingress.timeout_seconds, plan.scaling.backend.longest_flow_seconds
    if plan.topology.mcp and flow <= edge < LEAST:
        yield Remark(
            f"MCP is exposed, and the edge ends a stream after {edge} seconds; {LEAST} is enough.",
            change={"ingress.timeoutSeconds": LEAST},
        )
