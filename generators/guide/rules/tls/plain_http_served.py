from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Plain HTTP beside HTTPS",
    about=("tls.redirect", "tls.mode"),
    severity=Severity.ERROR,
    why="Whoever types the name without https sends the first request, key included, in plain "
    "text.",
    fix="Turn the redirect on.",
    because="The guide requires HTTPS at the edge; serving both does not require it.",
    guide=("security.tls",),
    bad={**TRAEFIK, "tls.redirect": False},
)
def plain_http_served(plan: Plan) -> Iterator[Remark]:
    if plan.tls.mode in ("cert-manager", "existing-secret") and not plan.tls.redirect:
        yield Remark("HTTP is served and not redirected.", change={"tls.redirect": True})
