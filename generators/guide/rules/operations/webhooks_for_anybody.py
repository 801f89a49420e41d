from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import truth
from generators.plan import Plan


@rule(
    title="Webhooks that anybody can call",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="Whoever guesses a flow's name runs it at your cost.",
    fix="Take SKILLFLAW_WEBHOOK_AUTH_ENABLE out: the bundle turns it on.",
    because="It works, and some senders cannot authenticate.",
    reference="https://docs.skillflaw.com/api-keys-and-authentication",
    bad={"operations.settings": {"SKILLFLAW_WEBHOOK_AUTH_ENABLE": "false"}},
)
def webhooks_for_anybody(plan: Plan) -> Iterator[str]:
    if truth(plan, "SKILLFLAW_WEBHOOK_AUTH_ENABLE") is False:
        yield "SKILLFLAW_WEBHOOK_AUTH_ENABLE is off."
