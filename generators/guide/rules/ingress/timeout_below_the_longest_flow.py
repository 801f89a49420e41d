from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="An edge that gives up before the flow",
    about=("ingress.timeoutSeconds", "scaling.backend.longestFlowSeconds"),
    severity=Severity.ERROR,
    why="The caller gets 504 while the flow runs on, tries again, and the work is done twice.",
    fix="Let the edge wait longer than the longest flow.",
    because="The longest flow that you accept can never be answered.",
    guide=("routing.api",),
    reference="https://github.com/langflow-ai/langflow/issues/9650",
    bad={"ingress.timeoutSeconds": 299},
)
def timeout_below_the_longest_flow(plan: Plan) -> Iterator[Remark]:
    edge, flow = plan.ingress.timeout_seconds, plan.scaling.backend.longest_flow_seconds
    if edge < flow:
        # Long flows end near the bound of the choice, one day.
        right = min(flow + 30, 86_400)
        yield Remark(
            f"The edge waits {edge} seconds, and the longest flow takes {flow}; the backend's own "
            "workers wait as long as the flow.",
            fix=f"Set timeoutSeconds to {right}.",
            change={"ingress.timeoutSeconds": right},
        )
