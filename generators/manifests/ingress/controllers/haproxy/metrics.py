"""HAProxy's request metrics."""

from __future__ import annotations

from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import mean_of_concurrency
from generators.plan import Plan


def metrics(plan: Plan) -> IngressMetrics:
    # One HAProxy backend a Service; the streams of MCP have one more, named after their Ingress.
    return IngressMetrics(
        "haproxy_backend_http_responses_total",
        'code="{}xx"',
        (f'proxy=~"{plan.release.namespace}_svc_skillflaw-backend_.+"',),
        (f'proxy=~"{plan.release.namespace}_(.+_)?svc_skillflaw-.+"',),
        # HAProxy has no histogram, and its averages are smoothed over 512 samples: two flows of
        # 10 s leave one at 0.04 s. https://docs.haproxy.org/3.0/management.html#9.1 (ttime)
        mean_of_concurrency(
            "haproxy_backend_current_sessions", "haproxy_backend_http_requests_total"
        ),
        percentile=False,
    )
