from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Ingress timeout is shorter than the longest flow",
    about=("ingress.timeoutSeconds", "scaling.backend.longestFlowSeconds"),
    severity=Severity.ERROR,
    why="The caller gets 504 while the flow still runs, calls again, and the work is done twice.",
    fix="Set ingress.timeoutSeconds above the longest flow, scaling.backend.longestFlowSeconds.",
    because="The longest flow allowed by the plan can never be answered.",
    guide=("routing.api",),
    reference="https://github.com/langflow-ai/langflow/issues/9650",
    bad={"ingress.timeoutSeconds": 299},
)
def ingress_timeout_below_longest_flow(plan: Plan) -> Iterator[Remark]:
    timeout, flow = plan.ingress.timeout_seconds, plan.scaling.backend.longest_flow_seconds
    if timeout < flow:
        # The choice allows at most one day.
        longer = min(flow + 30, 86_400)
        yield Remark(
            f"The ingress timeout is {timeout} seconds, and the longest flow takes {flow}; the "
            "backend workers wait for all of it.",
            fix=f"Set ingress.timeoutSeconds to {longer}.",
            change={"ingress.timeoutSeconds": longer},
        )
