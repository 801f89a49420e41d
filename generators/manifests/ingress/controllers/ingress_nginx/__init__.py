"""ingress-nginx, the community controller."""

from __future__ import annotations

from generators.manifests.ingress.controller import Controller
from generators.manifests.ingress.controllers.ingress_nginx.manifests import COMPONENT
from generators.manifests.ingress.controllers.ingress_nginx.manifests import nginx
from generators.manifests.ingress.controllers.ingress_nginx.metrics import metrics

INGRESS_NGINX = Controller(
    component=COMPONENT,
    purpose="Routes through ingress-nginx.",
    part=nginx,
    metrics=metrics,
)
