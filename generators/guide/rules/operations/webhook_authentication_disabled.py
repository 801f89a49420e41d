from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import truth
from generators.plan import Plan


@rule(
    title="Webhook authentication is disabled",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="Anyone who guesses the name of a flow can run it, and you pay for its model calls.",
    fix="Remove SKILLFLAW_WEBHOOK_AUTH_ENABLE from operations.settings; the bundle sets it to "
    "true.",
    because="The product works, and some senders cannot authenticate.",
    reference="https://docs.skillflaw.com/api-keys-and-authentication",
    bad={"operations.settings": {"SKILLFLAW_WEBHOOK_AUTH_ENABLE": "false"}},
)
def webhook_authentication_disabled(plan: Plan) -> Iterator[str]:
    if truth(plan, "SKILLFLAW_WEBHOOK_AUTH_ENABLE") is False:
        yield "SKILLFLAW_WEBHOOK_AUTH_ENABLE is false."
