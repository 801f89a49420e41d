from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Every website may call the API with a user's cookies",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="A page that a logged-in user opens elsewhere acts in that user's name.",
    fix="List the origins that need it, such as https://skillflaw.acme.com.",
    because="It works; browsers just stop protecting your users.",
    reference="https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS",
    bad={"operations.settings": {"SKILLFLAW_CORS_ORIGINS": "*"}},
)
def origins_for_anybody(plan: Plan) -> Iterator[str]:
    origins = plan.operations.settings.get("SKILLFLAW_CORS_ORIGINS", "")
    if "*" in [origin.strip() for origin in origins.strip("[]").replace('"', "").split(",")]:
        yield "SKILLFLAW_CORS_ORIGINS allows every origin."
