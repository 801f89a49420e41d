from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A redirect that somebody else has to make",
    about=("tls.redirect", "tls.mode"),
    severity=Severity.WARNING,
    why="If the proxy in front does not redirect, plain HTTP is served and nobody notices.",
    fix="Turn the redirect on, or see to it that what is in front redirects.",
    because="The proxy in front may do it; the plan cannot tell.",
    guide=("security.tls",),
    bad={"tls.redirect": False},
)
def redirect_left_to_others(plan: Plan) -> Iterator[Remark]:
    holders = {
        "upstream": "A load balancer in front ends TLS",
        "at-gateway": "The platform's Gateway holds the certificates",
    }
    if plan.tls.mode in holders and not plan.tls.redirect:
        yield Remark(
            f"{holders[plan.tls.mode]}, and HTTP is not redirected.", change={"tls.redirect": True}
        )
