from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.formatting import listed
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="No TLS at the edge",
    about=("tls.mode", "tls.hsts"),
    severity=Severity.ERROR,
    why="API keys and passwords cross the network in plain text, and people cannot log in to the "
    "UI: "
    "its cookie is marked Secure.",
    fix="Choose who holds the certificates: cert-manager, Secrets of yours, the Gateway, or a load "
    "balancer in front.",
    because="The guide asks for HTTPS for any real traffic. A rehearsal of the API alone gets a "
    "warning.",
    guide=("security.tls",),
    bad={"tls.mode": "none"},
)
def plain_http(plan: Plan) -> Iterator[Remark]:
    if plan.tls.mode != "none" or not published(plan):
        return
    hsts = ", and HSTS, which only works over TLS, is on" if plan.tls.hsts else ""
    yield Remark(
        f"TLS is off for {listed([each.shown for each in published(plan)])}{hsts}.",
        at=("tls.mode", *(["tls.hsts"] if plan.tls.hsts else [])),
        severity=Severity.WARNING if rehearsal(plan) and not plan.topology.web else None,
    )
