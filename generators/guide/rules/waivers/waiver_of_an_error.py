from __future__ import annotations

from collections.abc import Iterator

from generators.guide.catalogue import catalogue
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A waiver of an error",
    about=("waivers",),
    severity=Severity.WARNING,
    why="Somebody believes that the matter is settled, and no bundle is made.",
    fix="Mend the error, and remove the waiver.",
    because="The error itself blocks the bundle; the waiver only has no effect.",
    reference="https://docs.skillflaw.com/deployment-prod-best-practices",
    bad={
        "waivers": [
            {
                "rule": "waiver-of-an-unknown-rule",
                "reason": "accepted for now",
                "owner": "platform team",
                "expires": "2099-01-01",
            }
        ]
    },
)
def waiver_of_an_error(plan: Plan) -> Iterator[str]:
    known = catalogue()
    for waiver in plan.waivers:
        found = known.get(waiver.rule)
        if found and found.about == ("waivers",):
            yield f"{waiver.rule} speaks of waivers, and cannot be waived itself."
        elif found and any(each.severity is Severity.ERROR for each in found.findings(plan, None)):
            yield f"{waiver.rule} is an error here, and errors cannot be waived."
