"""HAProxy's request metrics."""

from __future__ import annotations

from generators.manifests.ingress.metrics import IngressMetrics
from generators.plan import Plan


def metrics(plan: Plan) -> IngressMetrics:
    # One HAProxy backend a Service; the streams of MCP have one more, named after their Ingress.
    return IngressMetrics(
        "haproxy_backend_http_responses_total",
        'code="{}xx"',
        (f'proxy=~"{plan.release.namespace}_svc_skillflaw-backend_.+"',),
        (f'proxy=~"{plan.release.namespace}_(.+_)?svc_skillflaw-.+"',),
        lambda matcher: f"max(haproxy_backend_total_time_average_seconds{{{matcher}}})",
        percentile=False,
    )
