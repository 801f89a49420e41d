from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import OPERATOR
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A policy that does not know the API server",
    about=("operations.apiServerCidrs", "database.mode", "operations.networkPolicies"),
    severity=Severity.WARNING,
    why="The database's pods need the API server, so their way out has to be open to every "
    "address.",
    fix="Write its addresses; kubectl get endpoints kubernetes -n default shows them.",
    because="It works; the policy is just wider than it needs to be.",
    guide=("security.network",),
    reference="https://cloudnative-pg.io/documentation/current/networking/",
    bad={**OPERATOR, "operations.apiServerCidrs": []},
)
def api_server_addresses_missing(plan: Plan) -> Iterator[str]:
    operator = plan.database.mode == "cloudnative-pg" and plan.operations.network_policies
    if operator and not plan.operations.api_server_cidrs:
        yield "CloudNativePG's pods talk to the API server, and its addresses are not given."
