from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.guide.environment_rules.environment_rule import Overlap
from generators.guide.environment_rules.environment_rule import environment_rule
from generators.guide.environment_rules.environment_rule import in_common
from generators.guide.environment_rules.environment_rule import named
from generators.guide.hostnames import published
from generators.guide.rule import Severity
from generators.plan import Plan

ABOUT = ("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs")


@environment_rule(
    title="Hostname shared by environments",
    about=ABOUT,
    severity=Severity.ERROR,
    why="A name leads to one address, so that one environment gets the requests of the other.",
    fix="Give each environment its own hostnames.",
    because="One of the environments cannot be reached.",
    guide=("routing.hostnames",),
    bad={
        "environments.staging.ingress.hosts.api": "skillflaw.acme.com",
        "environments.production.ingress.hosts.api": "skillflaw.acme.com",
    },
)
def hostname_shared_by_environments(plans: Mapping[str, Plan]) -> Iterator[Overlap]:
    for name, environments in in_common(plans, _names):
        hosts = (host for environment in environments for host in published(plans[environment]))
        at = (host.path for host in hosts if host.name == name)
        message = f"{named(environments)} have the hostname {name}."
        yield Overlap(message, environments, tuple(dict.fromkeys(at)))


def _names(plan: Plan) -> tuple[str, ...]:
    return tuple(host.name for host in published(plan) if host.name)
