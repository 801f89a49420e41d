from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import truth
from generators.plan import Plan


@rule(
    title="Everybody is logged in",
    about=("operations.settings",),
    severity=Severity.ERROR,
    why="Whoever reaches the UI is the first account, and the account's own password no longer "
    "counts.",
    fix="Take SKILLFLAW_AUTO_LOGIN out: the bundle turns it off.",
    because="It opens the product to anybody.",
    reference="https://docs.skillflaw.com/api-keys-and-authentication",
    bad={"operations.settings": {"SKILLFLAW_AUTO_LOGIN": "true"}},
)
def automatic_login(plan: Plan) -> Iterator[str]:
    if truth(plan, "SKILLFLAW_AUTO_LOGIN") is True:
        yield "SKILLFLAW_AUTO_LOGIN is on."
