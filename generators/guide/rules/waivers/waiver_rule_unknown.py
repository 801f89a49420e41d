from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from generators.guide.catalogue import catalogue
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown


@rule(
    title="Waiver names an unknown rule",
    about=("waivers",),
    severity=Severity.WARNING,
    why="The finding that the team meant to accept still counts, or its rule now has another name.",
    fix="Write the rule's name as the finding shows it, or remove the waiver.",
    because="The bundle is generated; the waiver has no effect.",
    reference="https://docs.skillflaw.com/deployment-prod-best-practices",
    bad={
        "waivers": [
            {
                "rule": "no-such-rule",
                "reason": "accepted for now",
                "owner": "platform team",
                "expires": "2099-01-01",
            }
        ]
    },
)
def waiver_rule_unknown(plan: Plan) -> Iterator[str]:
    known = catalogue()
    for waiver in plan.waivers:
        if waiver.rule not in known:
            similar = get_close_matches(waiver.rule, known, n=1)
            hint = f" Did you mean {similar[0]}?" if similar else ""
            yield f"There is no rule {shown(waiver.rule)}.{hint}"
