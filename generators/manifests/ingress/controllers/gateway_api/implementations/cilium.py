"""Cilium's implementation of Gateway API."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation
from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import mean
from generators.plan import Plan


def metrics(plan: Plan) -> IngressMetrics:
    where = f'destination_namespace="{plan.release.namespace}", destination_workload'
    return IngressMetrics(
        "hubble_http_requests_total",
        'status=~"{}.."',
        (f'{where}="skillflaw-backend"',),
        (f'{where}=~"skillflaw-.+"',),
        mean(
            "hubble_http_request_duration_seconds_sum",
            "hubble_http_request_duration_seconds_count",
        ),
        percentile=False,
        streams=True,
        note="They need Hubble's metric httpV2 with labelsContext set to at least "
        "destination_namespace and destination_workload.",
    )


CILIUM = Implementation(
    metrics=metrics,
    controller="io.cilium/gateway-controller",
    timeouts=(
        "Cilium's Envoy closes a stream that is idle for five minutes, whatever the timeouts of"
        " the HTTPRoute are (envoy.streamIdleTimeoutDurationSeconds of its Helm chart)."
    ),
    network_policy=(
        "Traffic from Cilium's Gateway has the identity `ingress` and no namespace, so a "
        "NetworkPolicy cannot allow it. The bundle has CiliumNetworkPolicies with `fromEntities: "
        "[ingress]` for the pods that the Gateway serves."
    ),
)
