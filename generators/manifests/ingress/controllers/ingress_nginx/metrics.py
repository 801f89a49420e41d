"""The request metrics of ingress-nginx."""

from __future__ import annotations

from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.ingress.metrics import mean
from generators.manifests.tls import exposed
from generators.plan import Plan


def metrics(plan: Plan) -> IngressMetrics:
    hosts = dict.fromkeys(exposed(plan).values())
    pattern = "|".join(host.replace(".", r"\\.") for host in hosts)
    where = f'host=~"{pattern}"'
    return IngressMetrics(
        "nginx_ingress_controller_requests",
        'status=~"{}.."',
        (f'{where}, path=~"/api.*", path!~"/api/v1/mcp.*"',),
        (where,),
        mean(
            "nginx_ingress_controller_request_duration_seconds_sum",
            "nginx_ingress_controller_request_duration_seconds_count",
        ),
        percentile=False,
    )
