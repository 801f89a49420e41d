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
    title="TLS is disabled at the ingress",
    about=("tls.mode", "tls.hsts"),
    severity=Severity.ERROR,
    why="API keys and passwords cross the network in plain text. Users cannot log in to the UI, "
    "because its cookie is marked Secure.",
    fix="Set tls.mode to what holds the certificates: cert-manager, existing-secret, at-gateway, "
    "or upstream for a load balancer in front.",
    because="The guide requires HTTPS for real user traffic. A non-production environment without "
    "a UI gets a warning.",
    guide=("security.tls",),
    bad={"tls.mode": "none"},
)
def ingress_tls_disabled(plan: Plan) -> Iterator[Remark]:
    if plan.tls.mode != "none" or not published(plan):
        return
    hsts = ", and HSTS, which only works over TLS, is on" if plan.tls.hsts else ""
    yield Remark(
        f"TLS is off for {listed([host.shown for host in published(plan)])}{hsts}.",
        at=("tls.mode", *(["tls.hsts"] if plan.tls.hsts else [])),
        severity=Severity.WARNING if rehearsal(plan) and not plan.topology.web else None,
    )
