from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import truth
from generators.plan import Plan


@rule(
    title="Automatic login is enabled",
    about=("operations.settings",),
    severity=Severity.ERROR,
    why="Anyone who can reach the UI is logged in as the superuser, and the superuser's own "
    "password no longer protects the account.",
    fix="Remove SKILLFLAW_AUTO_LOGIN from operations.settings; the bundle sets it to false.",
    because="Anyone can use the product without a password.",
    reference="https://docs.skillflaw.com/api-keys-and-authentication",
    bad={"operations.settings": {"SKILLFLAW_AUTO_LOGIN": "true"}},
)
def automatic_login_enabled(plan: Plan) -> Iterator[str]:
    if truth(plan, "SKILLFLAW_AUTO_LOGIN") is True:
        yield "SKILLFLAW_AUTO_LOGIN is true."
