from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="API and UI share a hostname",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.sharedAudience"),
    severity=Severity.WARNING,
    why="Rate limits, allow lists and outages of the API also affect the UI, and the reverse. "
    "Separating them later means a new hostname for every client.",
    fix="Give the API and the UI a hostname each, or turn on ingress.sharedAudience if both have "
    "the same users.",
    because="It works. The guide prefers separate hostnames for separate audiences.",
    guide=("routing.hostnames",),
    bad={**WEB, "ingress.hosts.ui": "api.skillflaw.acme.com"},
)
def api_and_ui_hostname_shared(plan: Plan) -> Iterator[str]:
    hosts = {host.part: host for host in published(plan)}
    api, ui = hosts.get("api"), hosts.get("ui")
    if api and ui and api.name == ui.name and not plan.ingress.shared_audience:
        yield f"{api.shown} serves the API and the UI, and ingress.sharedAudience is off."
