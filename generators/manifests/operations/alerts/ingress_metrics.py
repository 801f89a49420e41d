"""How each controller counts requests: names of metrics and labels, and what it cannot say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generators.manifests.tls import exposed
from generators.plan import Plan


@dataclass(frozen=True)
class IngressMetrics:
    """The metrics of one controller.

    ``requests`` counts answers; ``code`` matches those whose status starts with a digit. ``api``
    and ``all`` match the routes to the backend and to every part of SkillFlaw; more than one
    matcher where installations differ. ``latency`` makes an expression in seconds from a matcher;
    ``streams`` says that MCP's open streams are in it too.
    """

    requests: str
    code: str
    api: tuple[str, ...]
    all: tuple[str, ...]
    latency: Callable[[str], str]
    percentile: bool
    streams: bool = False
    note: str = ""

    def rate(self, matchers: tuple[str, ...], digit: str = "") -> str:
        """Write the rate of answers, a second, over the last ten minutes."""
        code = f", {self.code.format(digit)}" if digit else ""
        sums = [f"sum(rate({self.requests}{{{matcher}{code}}}[10m]))" for matcher in matchers]
        return f"({' or '.join(sums)})" if len(sums) > 1 else sums[0]

    def slow(self, seconds: int) -> str:
        """Write that the API's latency is above a bound."""
        found = [self.latency(matcher) for matcher in self.api]
        return f"({' or '.join(found)}) > {seconds}"


def mean(total: str, count: str) -> Callable[[str], str]:
    """Give the mean of a metric in seconds over ten minutes."""

    def latency(matcher: str) -> str:
        return f"sum(rate({total}{{{matcher}}}[10m])) / sum(rate({count}{{{matcher}}}[10m]))"

    return latency


def percentile_of_milliseconds(bucket: str) -> Callable[[str], str]:
    """Give the 95th percentile of a histogram in milliseconds, as seconds."""

    def latency(matcher: str) -> str:
        rate = f"sum by (le) (rate({bucket}{{{matcher}}}[10m]))"
        return f"histogram_quantile(0.95, {rate}) / 1000"

    return latency


def ingress_metrics(plan: Plan) -> IngressMetrics | None:
    """Find the metrics of the plan's controller; none where it counts no answers by status."""
    gateway = plan.ingress.controller == "gateway-api"
    chosen = plan.ingress.implementation if gateway else plan.ingress.controller
    make = KNOWN.get("traefik-gateway" if gateway and chosen == "traefik" else chosen)
    return make(plan.release.namespace, plan) if make else None


def _envoy_gateway(namespace: str, plan: Plan) -> IngressMetrics:
    # One Envoy cluster for each rule of a route; the streams of MCP are the API's first rule.
    api = f"skillflaw-(ui-)?api/rule/{1 if plan.topology.mcp else 0}"
    where = f'envoy_cluster_name=~"httproute/{namespace}/{{}}"'
    return IngressMetrics(
        "envoy_cluster_upstream_rq_xx",
        'envoy_response_code_class="{}"',
        (where.format(api),),
        (where.format("skillflaw-.+"),),
        percentile_of_milliseconds("envoy_cluster_upstream_rq_time_bucket"),
        percentile=True,
    )


def _istio(namespace: str, _: Plan) -> IngressMetrics:
    source = f'reporter="source", destination_service_namespace="{namespace}"'
    return IngressMetrics(
        "istio_requests_total",
        'response_code=~"{}.."',
        (f'{source}, destination_service_name="skillflaw-backend"',),
        (f'{source}, destination_service_name=~"skillflaw-.+"',),
        percentile_of_milliseconds("istio_request_duration_milliseconds_bucket"),
        percentile=True,
        streams=True,
    )


def _cilium(namespace: str, _: Plan) -> IngressMetrics:
    where = f'destination_namespace="{namespace}", destination_workload'
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


def _traefik(provider: str) -> Callable[[str, Plan], IngressMetrics]:
    def make(namespace: str, _: Plan) -> IngressMetrics:
        def where(parts: str) -> tuple[str, ...]:
            names = f'=~"{namespace}-skillflaw-{parts}-[a-z0-9]+@{provider}"'
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

    return make


def _haproxy(namespace: str, _: Plan) -> IngressMetrics:
    # One HAProxy backend a Service; the streams of MCP have one more, named after their Ingress.
    return IngressMetrics(
        "haproxy_backend_http_responses_total",
        'code="{}xx"',
        (f'proxy=~"{namespace}_svc_skillflaw-backend_.+"',),
        (f'proxy=~"{namespace}_(.+_)?svc_skillflaw-.+"',),
        lambda matcher: f"max(haproxy_backend_total_time_average_seconds{{{matcher}}})",
        percentile=False,
    )


def _ingress_nginx(_: str, plan: Plan) -> IngressMetrics:
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


KNOWN: dict[str, Callable[[str, Plan], IngressMetrics]] = {
    "envoy-gateway": _envoy_gateway,
    "istio": _istio,
    "cilium": _cilium,
    "traefik": _traefik("kubernetes"),
    "traefik-gateway": _traefik("kubernetesgateway"),
    "haproxy": _haproxy,
    "ingress-nginx": _ingress_nginx,
}
