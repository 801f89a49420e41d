from __future__ import annotations

from collections.abc import Iterator

from generators.guide.catalogue import catalogue
from generators.guide.rule import Rule
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Waiver not allowed for this rule",
    about=("waivers",),
    severity=Severity.WARNING,
    why="The team believes that the finding is accepted, but it still counts, and an error still "
    "blocks the bundle.",
    fix="Fix the finding, and remove the waiver.",
    because="The finding itself still counts; the waiver has no effect.",
    reference="https://docs.skillflaw.com/deployment-prod-best-practices",
    bad={
        "waivers": [
            {
                "rule": "waiver-rule-unknown",
                "reason": "accepted for now",
                "owner": "platform team",
                "expires": "2099-01-01",
            }
        ]
    },
)
def waiver_not_allowed(plan: Plan) -> Iterator[str]:
    known = catalogue()
    for waiver in plan.waivers:
        waived_rule = known.get(waiver.rule)
        if waived_rule and waived_rule.about == ("waivers",):
            yield f"{waiver.rule} is a rule about waivers and cannot be waived."
        elif waived_rule and _finds_an_error(waived_rule, plan):
            yield f"{waiver.rule} is an error in this plan, and errors cannot be waived."


def _finds_an_error(waived_rule: Rule, plan: Plan) -> bool:
    findings = waived_rule.findings(plan, None)
    return any(finding.severity is Severity.ERROR for finding in findings)
