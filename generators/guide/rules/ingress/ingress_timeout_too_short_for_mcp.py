from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

MIN_SECONDS = 3600


@rule(
    title="Ingress timeout is too short for MCP streams",
    about=("ingress.timeoutSeconds", "topology.mcp"),
    severity=Severity.WARNING,
    why="The ingress closes MCP streams at the timeout, and the client loses its tools during a "
    "conversation.",
    fix="Set ingress.timeoutSeconds to at least 3600 while MCP is exposed.",
    because="Short calls work; streams that stay open are closed.",
    guide=("validation.mcp",),
    reference="https://github.com/mark3labs/mcp-go/issues/162",
    bad={"topology.mcp": True},
)
def ingress_timeout_too_short_for_mcp(plan: Plan) -> Iterator[Remark]:
    timeout, flow = plan.ingress.timeout_seconds, plan.scaling.backend.longest_flow_seconds
    if plan.topology.mcp and flow <= timeout < MIN_SECONDS:
        yield Remark(
            f"MCP is exposed, and the ingress timeout is {timeout} seconds; {MIN_SECONDS} suffice.",
            change={"ingress.timeoutSeconds": MIN_SECONDS},
        )
