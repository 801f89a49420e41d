from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import OPERATOR
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Kubernetes API server CIDRs missing",
    about=("operations.apiServerCidrs", "database.mode", "operations.networkPolicies"),
    severity=Severity.WARNING,
    why="The CloudNativePG pods call the API server. Without its addresses, the NetworkPolicy "
    "opens ports 443 and 6443 to every address.",
    fix="Add the API server's addresses to operations.apiServerCidrs; kubectl get endpoints "
    "kubernetes -n default lists them. Cilium matches no address of the API server: add a "
    "CiliumNetworkPolicy with toEntities kube-apiserver there.",
    because="CloudNativePG works; the NetworkPolicy allows more than it needs to.",
    guide=("security.network",),
    reference="https://cloudnative-pg.io/documentation/current/networking/",
    bad={**OPERATOR, "operations.apiServerCidrs": []},
)
def api_server_cidrs_missing(plan: Plan) -> Iterator[str]:
    operator = plan.database.mode == "cloudnative-pg" and plan.operations.network_policies
    if operator and not plan.operations.api_server_cidrs:
        yield "The CloudNativePG pods call the API server, and operations.apiServerCidrs is empty."
