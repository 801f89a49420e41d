"""GKE Gateway: a load balancer of Google Cloud, outside the cluster.

What it is told stands in objects of its own, one for each Service:
https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources
"""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation
from generators.manifests.ingress.routes import HOSTS
from generators.manifests.ingress.routes import STICKY
from generators.manifests.ingress.routes import STREAM_SECONDS
from generators.manifests.ingress.routes import Service
from generators.manifests.ingress.routes import sites
from generators.manifests.ingress.routes import sticky
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.plan import Plan

GROUP = "networking.gke.io"
# Health checks and Google's front ends:
# https://cloud.google.com/load-balancing/docs/health-checks#fw-rule
SOURCES = ("130.211.0.0/22", "35.191.0.0/16")
LONGEST_DRAIN = 3600
COOKIE_SECONDS = 86_400


def objects(plan: Plan) -> tuple[File, ...]:
    """Make the policies of each published Service: how it is checked, and how long it may take."""
    services = tuple(dict.fromkeys(site.service for site in sites(plan)))
    backend = (_backend(plan),) if any(site.long for site in sites(plan)) else ()
    return (_health_checks(plan, services), *backend)


def _health_checks(plan: Plan, services: tuple[Service, ...]) -> File:
    return File(
        "components/gateway-api/health-checks.yaml",
        tuple(_health_check(plan, service) for service in services),
        "The load balancer checks the pods itself. Without these objects it requests /, which the "
        "backend answers with 404, and takes every backend pod for dead.",
        ("ingress.implementation", "release.frontend.port", "release.docs.port", *HOSTS),
        ("routing.api", "health.backend"),
    )


def _health_check(plan: Plan, service: Service) -> Manifest:
    path = "/health" if service.component == "backend" else "/"
    return {
        "apiVersion": f"{GROUP}/v1",
        "kind": "HealthCheckPolicy",
        "metadata": {"name": service.name, "labels": labels(service.component)},
        "spec": {
            "default": {
                "checkIntervalSec": 15,
                "timeoutSec": 5,
                "healthyThreshold": 1,
                "unhealthyThreshold": 3,
                "config": {
                    "type": "HTTP",
                    "httpHealthCheck": {
                        "portSpecification": "USE_FIXED_PORT",
                        "port": _pod_port(plan, service),
                        "requestPath": path,
                    },
                },
            },
            "targetRef": _target(service),
        },
    }


def _pod_port(plan: Plan, service: Service) -> int:
    """Give the port of the container, which the load balancer reaches without the Service."""
    ports = {"frontend": plan.release.frontend.port, "docs": plan.release.docs.port}
    return ports.get(service.component, service.port)


def _target(service: Service) -> Manifest:
    return {"group": "", "kind": "Service", "name": service.name}


def _backend(plan: Plan) -> File:
    seconds = plan.ingress.timeout_seconds
    # One timeout for the whole Service, so that MCP's streams decide where there are any.
    timeout = max(seconds, STREAM_SECONDS) if plan.topology.mcp else seconds
    affinity = {"type": "GENERATED_COOKIE", "cookieTtlSec": COOKIE_SECONDS}
    policy = {
        "apiVersion": f"{GROUP}/v1",
        "kind": "GCPBackendPolicy",
        "metadata": {"name": "skillflaw-backend", "labels": labels("backend")},
        "spec": {
            "default": {
                "timeoutSec": timeout,
                "connectionDraining": {
                    "drainingTimeoutSec": min(
                        plan.scaling.backend.longest_flow_seconds, LONGEST_DRAIN
                    )
                },
                **({"sessionAffinity": affinity} if sticky(plan) else {}),
            },
            "targetRef": {"group": "", "kind": "Service", "name": "skillflaw-backend"},
        },
    }
    return File(
        "components/gateway-api/backend-policy.yaml",
        (policy,),
        "The load balancer cuts every response off after 30 seconds unless a GCPBackendPolicy "
        "says otherwise. It reads no timeouts from an HTTPRoute.",
        (
            "ingress.implementation",
            "ingress.timeoutSeconds",
            "scaling.backend.longestFlowSeconds",
            *STICKY,
            *HOSTS,
        ),
        ("routing.api",),
    )


GKE = Implementation(
    timeouts=(
        "The load balancer has one timeout for each Service, which ends a whole response. With "
        "MCP it is at least an hour for every request to the backend."
    ),
    # It supports no timeouts in a route:
    # https://cloud.google.com/kubernetes-engine/docs/how-to/gatewayclass-capabilities
    route_timeouts=False,
    source_cidrs=SOURCES,
    controller="networking.gke.io/gateway",
    files=objects,
    api_groups={GROUP: "GKE Gateway"},
)
