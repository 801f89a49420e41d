from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="HTTP is not redirected to HTTPS",
    about=("tls.redirect", "tls.mode"),
    severity=Severity.ERROR,
    why="A client that calls the hostname without https sends its first request in plain text, API "
    "key included.",
    fix="Turn on tls.redirect.",
    because="The guide requires HTTPS at the ingress, and without the redirect plain HTTP works "
    "too.",
    guide=("security.tls",),
    bad={**TRAEFIK, "tls.redirect": False},
)
def https_redirect_disabled(plan: Plan) -> Iterator[Remark]:
    if plan.tls.mode in ("cert-manager", "existing-secret") and not plan.tls.redirect:
        yield Remark(
            "The ingress serves plain HTTP, and tls.redirect is off.", change={"tls.redirect": True}
        )
