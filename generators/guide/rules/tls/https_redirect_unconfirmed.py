from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="HTTPS redirect depends on the load balancer or Gateway",
    about=("tls.redirect", "tls.mode"),
    severity=Severity.WARNING,
    why="If the load balancer or the Gateway does not redirect HTTP, requests and API keys are "
    "sent in plain text.",
    fix="Turn on tls.redirect; or check the redirect with curl -I http://HOSTNAME, and waive this "
    "finding.",
    because="The load balancer or the Gateway may redirect; the plan cannot tell.",
    guide=("security.tls",),
    bad={"tls.redirect": False},
)
def https_redirect_unconfirmed(plan: Plan) -> Iterator[Remark]:
    owners = {
        "upstream": "A load balancer in front terminates TLS",
        "at-gateway": "The platform's Gateway holds the certificates",
    }
    if plan.tls.mode in owners and not plan.tls.redirect:
        yield Remark(
            f"{owners[plan.tls.mode]}, and tls.redirect is off.", change={"tls.redirect": True}
        )
