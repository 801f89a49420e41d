from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="API and UI on one hostname",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.sharedAudience"),
    severity=Severity.WARNING,
    why="Limits, allow lists and incidents of one audience hit the other, and they cannot be "
    "parted "
    "later without telling every client.",
    fix="Give each a hostname, or say that both have one audience.",
    because="It works; the guide prefers separate names for separate audiences.",
    guide=("routing.hostnames",),
    bad={**WEB, "ingress.hosts.ui": "api.skillflaw.acme.com"},
)
def audiences_share_a_hostname(plan: Plan) -> Iterator[str]:
    hosts = {each.part: each for each in published(plan)}
    api, ui = hosts.get("api"), hosts.get("ui")
    if api and ui and api.name == ui.name and not plan.ingress.shared_audience:
        yield f"{api.shown} serves API and UI, which have different audiences."
