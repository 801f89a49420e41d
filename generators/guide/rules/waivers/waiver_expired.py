from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generators.guide.rule import Severity
from generators.guide.rule import dated_rule
from generators.plan import Plan
from generators.plan.scalars import date_of


@dated_rule(
    title="Waiver has expired",
    about=("waivers",),
    severity=Severity.WARNING,
    why="The finding counts again, and the owner has to decide about it again.",
    fix="Fix what the waiver accepted, or renew the waiver with its owner.",
    because="The bundle is generated; the waiver has no effect.",
    reference="https://docs.skillflaw.com/deployment-prod-best-practices",
    bad={
        "waivers": [
            {
                "rule": "load-test-missing",
                "reason": "the launch is internal",
                "owner": "platform team",
                "expires": "2020-01-31",
            }
        ]
    },
)
def waiver_expired(plan: Plan, today: date) -> Iterator[str]:
    for waiver in plan.waivers:
        if date_of(waiver.expires) < today:
            yield f"The waiver of {waiver.rule} by {waiver.owner} expired on {waiver.expires}."
