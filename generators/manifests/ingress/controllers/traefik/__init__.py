"""Traefik with Ingress objects."""

from __future__ import annotations

from generators.manifests.ingress.controller import Controller
from generators.manifests.ingress.controllers.traefik.manifests import COMPONENT
from generators.manifests.ingress.controllers.traefik.manifests import traefik
from generators.manifests.ingress.controllers.traefik.metrics import metrics_of

TRAEFIK = Controller(
    component=COMPONENT,
    purpose="Routes through Traefik.",
    part=traefik,
    metrics=metrics_of("kubernetes"),
    api_groups={"traefik.io": "Traefik"},
)
