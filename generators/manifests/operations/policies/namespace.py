"""What holds for every pod: nothing, until a policy of its own opens something."""

from __future__ import annotations

from generators.manifests.operations.policies.openings import policy
from generators.manifests.operations.policies.sources import SOURCES
from generators.manifests.operations.policies.sources import requests
from generators.manifests.part import PART_OF
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.plan import Plan

# cert-manager's solver listens here:
# https://github.com/cert-manager/cert-manager/blob/master/pkg/issuer/acme/http/http.go
SOLVER_PORT = 8089


def default_deny(plan: Plan) -> tuple[File, ...]:
    """Write the policy that denies everything, where others run too to our own pods only."""
    ours: Manifest = {"matchLabels": {PART_OF: "skillflaw"}}
    # Some implementations run a Gateway's proxies beside the Gateway.
    proxies = plan.ingress.controller_namespace == plan.release.namespace
    pods = {} if plan.release.namespace_dedicated and not proxies else ours
    return (
        File(
            "components/network-policies/default-deny.yaml",
            (policy("skillflaw-default-deny", pods),),
            "Denies all ingress and egress that no other policy allows.",
            (
                "release.namespaceDedicated",
                "release.namespace",
                "ingress.controllerNamespace",
            ),
            ("security.network",),
        ),
    )


def acme_solver(plan: Plan) -> tuple[File, ...]:
    """Write the policy that lets the ingress controller reach cert-manager's http01 solvers.

    In a shared namespace the solvers are not ours to select, and nothing is closed to them.
    """
    if not (plan.release.namespace_dedicated and _solves_here(plan)):
        return ()
    rules = requests(plan, SOLVER_PORT)
    pods = {"matchLabels": {"acme.cert-manager.io/http01-solver": "true"}}
    return (
        File(
            "components/network-policies/acme-solver.yaml",
            (policy("acme-http01-solver", pods, rules),),
            "The ingress controller may reach cert-manager's http01 solver pods, which issuing a "
            "certificate requires.",
            (
                "tls.mode",
                "tls.challenge",
                *SOURCES,
                "ingress.gateway.namespace",
                "release.namespace",
                "release.namespaceDedicated",
            ),
            ("security.tls", "security.network"),
        ),
    )


def _solves_here(plan: Plan) -> bool:
    http01 = plan.tls.mode == "cert-manager" and plan.tls.challenge == "http01"
    gateway = plan.ingress.gateway.namespace
    elsewhere = plan.ingress.controller == "gateway-api" and gateway not in (
        "",
        plan.release.namespace,
    )
    return http01 and not elsewhere
