"""The Gateway that routes attach to: the platform's, or one beside them."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementations import implementation
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.manifests.tls import ends_here
from generators.manifests.tls import exposed
from generators.manifests.tls import reads_secrets
from generators.manifests.tls import secret_name
from generators.plan import Plan

SPELLING = (
    "ingress.gateway.name",
    "ingress.gateway.namespace",
    "ingress.className",
    "ingress.implementation",
    "ingress.gateway.listeners.http",
    "ingress.gateway.listeners.https",
)


def own_gateway(plan: Plan) -> bool:
    """Tell whether the bundle makes the Gateway: a class is named, and no other namespace.

    Only then can certificates be the team's own matter, because a Gateway reads the Secrets of its
    own namespace. ``at-gateway`` says that the platform has one already.
    """
    beside = plan.ingress.gateway.namespace in ("", plan.release.namespace)
    return bool(plan.ingress.class_name) and beside and plan.tls.mode != "at-gateway"


def parent(plan: Plan, host: str = "") -> Manifest:
    """Make ``parentRefs``: the listener that serves a host, or the plain one without a host.

    Where TLS ends in front of the cluster, or nowhere, every host is served by the plain listener.
    """
    name, namespace = _name(plan), plan.ingress.gateway.namespace
    secure = host and ends_here(plan)
    if not name:
        return {}
    return {
        "parentRefs": [
            {
                "group": "gateway.networking.k8s.io",
                "kind": "Gateway",
                **({"namespace": namespace} if namespace and not own_gateway(plan) else {}),
                "name": name,
                "sectionName": _listener(plan, host) if secure else http_name(plan),
            }
        ]
    }


def http_name(plan: Plan) -> str:
    """Name the plain listener: ours is called http, the platform's as the plan says."""
    usual = implementation(plan).http
    return "http" if own_gateway(plan) else plan.ingress.gateway.listeners.http or usual


def https_name(plan: Plan) -> str:
    """Name the platform's listener that ends TLS."""
    return plan.ingress.gateway.listeners.https or implementation(plan).https


def gateway_file(plan: Plan, directory: str) -> File:
    """Make the Gateway, with a listener for each hostname's certificate."""
    gateway = {
        "apiVersion": "gateway.networking.k8s.io/v1",
        "kind": "Gateway",
        "metadata": {"name": _name(plan), "labels": labels("ingress")},
        "spec": {
            "gatewayClassName": plan.ingress.class_name,
            "listeners": [_plain(), *(_secure(plan, host) for host in _hosts(plan))],
        },
    }
    return File(
        path=f"{directory}/gateway.yaml",
        content=(gateway,),
        why="The Gateway is in this namespace because it reads the certificates' Secrets here. "
        "It accepts routes from this namespace only.",
        choices=(
            *SPELLING,
            "release.namespace",
            "tls.mode",
            "tls.secrets.api",
            "tls.secrets.ui",
            "tls.secrets.docs",
            "ingress.hosts.api",
            "ingress.hosts.ui",
            "ingress.hosts.docs",
            "topology.pattern",
            "topology.docs",
        ),
        guide=("security.tls",) if ends_here(plan) else (),
    )


def _name(plan: Plan) -> str:
    return plan.ingress.gateway.name or ("skillflaw" if own_gateway(plan) else "")


def _listener(plan: Plan, host: str) -> str:
    return f"https-{_part(plan, host)}" if own_gateway(plan) else https_name(plan)


def _part(plan: Plan, host: str) -> str:
    return next(part for part, hostname in exposed(plan).items() if hostname == host)


def _hosts(plan: Plan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(exposed(plan).values())) if reads_secrets(plan) else ()


def _plain() -> Manifest:
    return {"name": "http", "port": 80, "protocol": "HTTP", "allowedRoutes": _same_namespace()}


def _secure(plan: Plan, host: str) -> Manifest:
    secret = {"group": "", "kind": "Secret", "name": secret_name(plan, _part(plan, host))}
    return {
        "name": _listener(plan, host),
        "hostname": host,
        "port": 443,
        "protocol": "HTTPS",
        "tls": {"mode": "Terminate", "certificateRefs": [secret]},
        "allowedRoutes": _same_namespace(),
    }


def _same_namespace() -> Manifest:
    return {"namespaces": {"from": "Same"}}
