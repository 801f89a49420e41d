from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.plan_file import applies_to


@rule(
    title="Waiver names an unknown environment",
    about=("waivers",),
    severity=Severity.WARNING,
    why="The finding that the team meant to accept still counts.",
    fix="Write the environment's name, or leave environment out: then the waiver is for all.",
    because="The bundle is generated; the waiver has no effect.",
    reference="https://docs.skillflaw.com/deployment-prod-best-practices",
    bad={
        "waivers": [
            {
                "rule": "load-test-missing",
                "reason": "the launch is internal",
                "owner": "platform team",
                "expires": "2099-01-01",
                "environment": "staging",
            }
        ]
    },
)
def waiver_environment_unknown(plan: Plan) -> Iterator[str]:
    name = plan.release.environment
    for waiver in plan.waivers:
        if not applies_to(waiver, name):
            yield (
                f"The waiver of {waiver.rule} names the environment {waiver.environment}. "
                f"This plan is for {name}."
            )
