"""The ingress controller of HAProxy Technologies."""

from __future__ import annotations

from generators.manifests.ingress.controller import Controller
from generators.manifests.ingress.controllers.haproxy.manifests import COMPONENT
from generators.manifests.ingress.controllers.haproxy.manifests import haproxy
from generators.manifests.ingress.controllers.haproxy.metrics import metrics

HAPROXY = Controller(
    component=COMPONENT,
    purpose="Routes through HAProxy.",
    part=haproxy,
    metrics=metrics,
)
