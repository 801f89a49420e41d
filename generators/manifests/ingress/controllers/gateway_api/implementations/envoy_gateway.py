"""Envoy Gateway."""

from __future__ import annotations

from generators.manifests.ingress.controllers.gateway_api.implementation import Implementation
from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import percentile_of_milliseconds
from generators.plan import Plan


def metrics(plan: Plan) -> IngressMetrics:
    # One Envoy cluster for each rule of a route; the streams of MCP are the API's first rule.
    api = f"skillflaw-(ui-)?api/rule/{1 if plan.topology.mcp else 0}"
    where = f'envoy_cluster_name=~"httproute/{plan.release.namespace}/{{}}"'
    return IngressMetrics(
        "envoy_cluster_upstream_rq_xx",
        'envoy_response_code_class="{}"',
        (where.format(api),),
        (where.format("skillflaw-.+"),),
        percentile_of_milliseconds("envoy_cluster_upstream_rq_time_bucket"),
        percentile=True,
    )


ENVOY_GATEWAY = Implementation(
    metrics=metrics, controller="gateway.envoyproxy.io/gatewayclass-controller"
)
