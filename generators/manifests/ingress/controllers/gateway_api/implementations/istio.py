"""Istio's implementation of Gateway API."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation
from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import percentile_of_milliseconds
from generators.plan import Plan


def metrics(plan: Plan) -> IngressMetrics:
    source = f'reporter="source", destination_service_namespace="{plan.release.namespace}"'
    return IngressMetrics(
        "istio_requests_total",
        'response_code=~"{}.."',
        (f'{source}, destination_service_name="skillflaw-backend"',),
        (f'{source}, destination_service_name=~"skillflaw-.+"',),
        percentile_of_milliseconds("istio_request_duration_milliseconds_bucket"),
        percentile=True,
        streams=True,
    )


ISTIO = Implementation(metrics=metrics, controller="istio.io/gateway-controller")
