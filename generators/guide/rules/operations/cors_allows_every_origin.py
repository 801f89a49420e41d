from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="CORS allows every origin",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="Any website that a logged-in user opens can call the API in that user's name.",
    fix="Set SKILLFLAW_CORS_ORIGINS to the origins that need the API, such as "
    "https://skillflaw.acme.com.",
    because="The product works; browsers do not block calls from other websites.",
    reference="https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS",
    bad={"operations.settings": {"SKILLFLAW_CORS_ORIGINS": "*"}},
)
def cors_allows_every_origin(plan: Plan) -> Iterator[str]:
    origins = plan.operations.settings.get("SKILLFLAW_CORS_ORIGINS", "")
    if "*" in [origin.strip() for origin in origins.strip("[]").replace('"', "").split(",")]:
        yield "SKILLFLAW_CORS_ORIGINS allows every origin."
