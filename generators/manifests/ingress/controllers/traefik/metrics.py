"""Traefik's request metrics."""

from __future__ import annotations

from collections.abc import Callable

from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import mean
from generators.plan import Plan


def metrics_of(provider: str) -> Callable[[Plan], IngressMetrics]:
    """Give the metrics of the Services that a provider of Traefik routes to."""

    def metrics(plan: Plan) -> IngressMetrics:
        def where(parts: str) -> tuple[str, ...]:
            names = f'=~"{plan.release.namespace}-skillflaw-{parts}-[a-z0-9]+@{provider}"'
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
