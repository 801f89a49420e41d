from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import rolls_over
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Backend preStop hook is a fixed sleep",
    about=("scaling.backend.drain", "scaling.backend.longestFlowSeconds"),
    severity=Severity.INFO,
    why="A pod that serves nobody waits as long as one that runs the longest flow, and each "
    "rollout, restart, rotation and restore waits for it.",
    fix="Set scaling.backend.drain to connections if the backend image has sh and sleep.",
    because="No request is lost. The price is time, in each procedure that stops the backend.",
    reference="https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
    bad={"scaling.backend.drain": "sleep"},
)
def pre_stop_hook_fixed_sleep(plan: Plan) -> Iterator[str]:
    backend = plan.scaling.backend
    if backend.drain != "sleep":
        return
    seconds = f"{backend.longest_flow_seconds} s"
    if rolls_over(plan):
        yield f"Each backend pod waits {seconds} before it stops, also when it is idle."
    else:
        yield (
            f"Each rollout, restart and rotation is an outage of at least {seconds}: the only "
            "backend pod waits that long before it stops, also when it is idle."
        )
