from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import truth
from generators.plan import Plan


@rule(
    title="Access token cookie is HttpOnly, and the UI cannot read it",
    about=("operations.settings",),
    severity=Severity.WARNING,
    why="Users log in, are sent back to the login page, and have to log in again.",
    fix="Remove SKILLFLAW_ACCESS_HTTPONLY from operations.settings.",
    because="The API works; the UI has to read the cookie.",
    reference="https://github.com/langflow-ai/langflow/issues/10595",
    bad={**WEB, "operations.settings": {"SKILLFLAW_ACCESS_HTTPONLY": "true"}},
)
def ui_cookie_unreadable(plan: Plan) -> Iterator[str]:
    if plan.topology.web and truth(plan, "SKILLFLAW_ACCESS_HTTPONLY") is True:
        yield "SKILLFLAW_ACCESS_HTTPONLY is true, and the UI reads that cookie."
