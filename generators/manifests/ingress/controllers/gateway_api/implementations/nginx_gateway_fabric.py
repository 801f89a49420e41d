"""NGINX Gateway Fabric, which has no metric that counts responses by status."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation

NGINX_GATEWAY_FABRIC = Implementation(
    controller="gateway.nginx.org/nginx-gateway-controller",
    timeouts=(
        "NGINX Gateway Fabric ignores the timeouts of an HTTPRoute: it closes a response that "
        "is idle for 60 seconds, and it buffers responses. A ProxySettingsPolicy for these "
        "routes has to raise readTimeout and turn buffering off."
    ),
    body=(
        "NGINX Gateway Fabric rejects bodies above 1 MB unless a ClientSettingsPolicy for these"
        " routes raises body.maxSize."
    ),
)
