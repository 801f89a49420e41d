"""An implementation of Gateway API that this project does not know."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation

OTHER = Implementation(
    timeouts=(
        "Timeouts of an HTTPRoute are an extended feature. Check your implementation in the "
        "conformance reports of Gateway API (HTTPRouteRequestTimeout, HTTPRouteBackendTimeout)."
    ),
    body=("Check the default body limit of your implementation."),
)
