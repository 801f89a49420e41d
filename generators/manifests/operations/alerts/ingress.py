"""Alerts on the ingress: latency and errors of the API, 4xx and 5xx responses, certificates."""

from __future__ import annotations

from generators.manifests.ingress.controllers import controller
from generators.manifests.ingress.metrics import IngressMetrics
from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.operations.probes import INGRESS_JOB
from generators.manifests.operations.probes import ingress_targets
from generators.manifests.prober import probed
from generators.plan import Plan

DAY = 86_400
# Below this many answers a second one lost request would be a large share.
QUIET = 0.05
SLOW_PAGE = 5


def api(plan: Plan) -> Group:
    """Make the alerts on the API from the metrics of the ingress controller."""
    metrics = controller(plan).metrics(plan)
    if metrics:
        return Group("api", (_errors(metrics), _slow(plan, metrics)))
    return Group("api", (_slow_probe(plan),) if _probes(plan) else ())


def _probes(plan: Plan) -> bool:
    return probed(plan) and bool(ingress_targets(plan))


def _probed(plan: Plan) -> str:
    return f'job="{INGRESS_JOB}", {namespace(plan)}'


def _share(metrics: IngressMetrics, matchers: tuple[str, ...], digit: str, share: float) -> str:
    everything = metrics.rate(matchers)
    return f"{metrics.rate(matchers, digit)}\n/ {everything} > {share}\nand {everything} > {QUIET}"


def _errors(metrics: IngressMetrics) -> Alert:
    return Alert(
        "SkillFlawApiErrors",
        _share(metrics, metrics.api, "5", 0.05),
        "5m",
        CRITICAL,
        "The API answers with 5xx.",
        "More than 5 % of the API's responses over ten minutes are 5xx, at more than 0.05 "
        "requests a second.",
        "Look for the error in the backend's log. If there is none, read the ingress "
        "controller's log: it sends 502, 503 and 504 itself.",
    )


def slow_seconds(plan: Plan, metrics: IngressMetrics) -> int:
    """Give the latency that is too long, in seconds: half the longest flow, a quarter as a mean."""
    longest = plan.scaling.backend.longest_flow_seconds
    return max(longest // (2 if metrics.percentile else 4), 1)


def _slow(plan: Plan, metrics: IngressMetrics) -> Alert:
    seconds = slow_seconds(plan, metrics)
    longest = plan.scaling.backend.longest_flow_seconds
    meaning = (
        f"The 95th percentile of the latency is above {seconds} s, half of the {longest} s that "
        "the longest flow may take."
        if metrics.percentile
        else f"The mean latency is above {seconds} s, a quarter of the {longest} s that the "
        "longest flow may take. It is a mean because this controller measures no percentile of "
        "latencies that long."
    )
    return Alert(
        "SkillFlawApiSlow",
        metrics.slow(seconds),
        "10m",
        WARNING,
        "The API is slow.",
        f"{meaning} Replace the threshold with the latency that your load test measured.",
        "Check the backend's CPU, its concurrent requests and the status of the model providers.",
    )


def _slow_probe(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawIngressSlow",
        f"avg_over_time(probe_duration_seconds{{{_probed(plan)}}}[10m]) > {SLOW_PAGE}",
        "10m",
        WARNING,
        "The ingress answers slowly.",
        f"The probe of a page or of /health takes more than {SLOW_PAGE} s on average, half of its "
        "timeout.",
        "The label `instance` names the hostname. Check the pods behind it, then the ingress "
        "controller.",
    )


def ingress(plan: Plan) -> Group:
    """Make the alerts on dead hostnames, on spikes of 4xx and 5xx, and on certificates."""
    reached = (_unreachable(plan), *_certificates(plan)) if _probes(plan) else ()
    metrics = controller(plan).metrics(plan)
    spikes = (_refusals(metrics), _failures(metrics)) if metrics else ()
    return Group("ingress", (*reached, *spikes))


def _unreachable(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawIngressUnreachable",
        f"probe_success{{{_probed(plan)}}} == 0",
        "5m",
        CRITICAL,
        "A hostname is unreachable.",
        "The probe from inside the cluster failed for five minutes. DNS, the certificate, the "
        "route or the Service is broken. The label `instance` names the hostname.",
        "Run curl -v on that address: a timeout points to the load balancer, 404 to the route, "
        "503 to the Service.",
    )


def _refusals(metrics: IngressMetrics) -> Alert:
    return Alert(
        "SkillFlawIngress4xxSpike",
        _share(metrics, metrics.all, "4", 0.2),
        "15m",
        WARNING,
        "The rate of 4xx responses is high.",
        "More than 20 % of the responses are 4xx for 15 minutes. Usual causes are a revoked API "
        "key, a changed flow id or a scan.",
        "Group the ingress controller's access log by path, status and client.",
    )


def _failures(metrics: IngressMetrics) -> Alert:
    return Alert(
        "SkillFlawIngress5xxSpike",
        _share(metrics, metrics.all, "5", 0.05),
        "5m",
        WARNING,
        "The rate of 5xx responses at the ingress is high.",
        "More than 5 % of all responses over ten minutes are 5xx: API, UI and docs together.",
        "Group the ingress controller's access log by host and upstream, then check the pods of "
        "that workload.",
    )


def _certificates(plan: Plan) -> tuple[Alert, ...]:
    if plan.tls.mode == "none":
        return ()
    expiry = f"probe_ssl_earliest_cert_expiry{{{_probed(plan)}}} - time()"
    first = (
        "Check what renews it: the Certificate of cert-manager and its events, or the Secret "
        "that you renew yourself."
    )
    return (
        Alert(
            "SkillFlawCertificateExpires",
            f"{expiry} < {14 * DAY}",
            "1h",
            WARNING,
            "A certificate expires within two weeks.",
            "cert-manager renews a certificate when a third of its lifetime is left, which is 30 "
            "days of 90. The renewal is overdue by two weeks.",
            first,
        ),
        Alert(
            "SkillFlawCertificateExpiresSoon",
            f"{expiry} < {3 * DAY}",
            "1h",
            CRITICAL,
            "A certificate expires within three days.",
            "After it expires, clients refuse to connect.",
            first,
        ),
    )
