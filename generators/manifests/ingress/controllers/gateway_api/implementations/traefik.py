"""Traefik as an implementation of Gateway API."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import AllowList
from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation
from generators.manifests.ingress.controllers.traefik.metrics import GATEWAY_PORT
from generators.manifests.ingress.controllers.traefik.metrics import ROUTE
from generators.manifests.ingress.controllers.traefik.metrics import metrics_of
from generators.manifests.ingress.controllers.traefik.objects import ALLOW
from generators.manifests.ingress.controllers.traefik.objects import allow_list
from generators.manifests.ingress.controllers.traefik.objects import middleware
from generators.manifests.part import Manifest
from generators.plan import Plan


def _middleware(plan: Plan) -> Manifest:
    return middleware(ALLOW, allow_list(plan))


TRAEFIK = Implementation(
    metrics=metrics_of("kubernetesgateway", ROUTE, GATEWAY_PORT),
    timeouts=(
        "Traefik ignores the timeouts of an HTTPRoute. It waits for a response without a limit,"
        " but reads a request for 60 seconds only (readTimeout of its entry point). Raise it "
        "above the slowest upload."
    ),
    gateway_class=" Traefik's entry points have to listen on these ports.",
    allow_list=AllowList(
        reference={"group": "traefik.io", "kind": "Middleware", "name": ALLOW},
        manifest=_middleware,
        why="Gateway API has no allow list. The routes use Traefik's middleware as a filter.",
    ),
    # The names of Traefik's entry points, after which its Helm chart calls the listeners:
    # https://github.com/traefik/traefik-helm-chart/blob/master/traefik/values.yaml
    http="web",
    https="websecure",
    controller="traefik.io/gateway-controller",
    api_groups={"traefik.io": "Traefik"},
)
