"""Traefik's request metrics."""

from __future__ import annotations

from collections.abc import Callable

from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import mean
from generators.plan import Plan

# How Traefik's Gateway names a Service, in its label `service`: up to 3.6
# `<namespace>-<service>-http-<port>` or `<namespace>-<service>-<port>`, in 3.7
# `httproute-<route …>-svc-<namespace>-<service>-<index>`.
# https://github.com/traefik/traefik/blob/v3.6/pkg/provider/kubernetes/gateway/httproute.go
# https://github.com/traefik/traefik/blob/v3.7/pkg/provider/kubernetes/gateway/httproute.go
ROUTE = "(httproute-.+-svc-)?"
GATEWAY_PORT = "(http-)?[0-9]+"


def metrics_of(
    provider: str, prefix: str = "", port: str = "[a-z0-9]+"
) -> Callable[[Plan], IngressMetrics]:
    """Give the metrics of the Services that a provider of Traefik routes to.

    ``prefix`` and ``port`` are regular expressions of what stands around a Service's name.
    """

    def metrics(plan: Plan) -> IngressMetrics:
        def where(parts: str) -> tuple[str, ...]:
            service = f"{plan.release.namespace}-skillflaw-{parts}"
            names = f'=~"{prefix}{service}-{port}@{provider}"'
            # A ServiceMonitor takes the label `service` for itself and renames Traefik's.
            return (f"exported_service{names}", f"service{names}")

        return IngressMetrics(
            "traefik_service_requests_total",
            'code=~"{}.."',
            where("backend"),
            where("(backend|frontend|docs)"),
            mean(
                "traefik_service_request_duration_seconds_sum",
                "traefik_service_request_duration_seconds_count",
            ),
            percentile=False,
            streams=True,
        )

    return metrics
