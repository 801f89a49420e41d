"""Alerts on what clients meet at the edge: the API, the answers of every part, certificates."""

from __future__ import annotations

from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.operations.alerts.edge_metrics import EdgeMetrics
from generators.manifests.operations.alerts.edge_metrics import edge_metrics
from generators.manifests.operations.probes import EDGE_JOB
from generators.manifests.operations.probes import edge_targets
from generators.plan import Plan

DAY = 86_400
# Below this many answers a second one lost request would be a large share.
QUIET = 0.05
SLOW_PAGE = 5


def api(plan: Plan) -> Group:
    """Make the alerts on the API's latency and errors, from the edge's own counts."""
    metrics = edge_metrics(plan)
    if metrics:
        return Group("api", (_errors(metrics), _slow(plan, metrics)))
    return Group("api", (_slow_probe(plan),) if edge_targets(plan) else ())


def _probed(plan: Plan) -> str:
    return f'job="{EDGE_JOB}", {namespace(plan)}'


def _share(metrics: EdgeMetrics, matchers: tuple[str, ...], digit: str, share: float) -> str:
    everything = metrics.rate(matchers)
    return f"{metrics.rate(matchers, digit)}\n/ {everything} > {share}\nand {everything} > {QUIET}"


def _errors(metrics: EdgeMetrics) -> Alert:
    return Alert(
        "SkillFlawApiErrors",
        _share(metrics, metrics.api, "5", 0.05),
        "5m",
        CRITICAL,
        "The API answers with 5xx.",
        "More than one answer in twenty over ten minutes, and more than thirty answers: no single "
        "flow that fails.",
        "Look for the error in the backend's log; with none there, look at the edge's: 502, 503 "
        "and 504 come from it.",
    )


def slow_seconds(plan: Plan, metrics: EdgeMetrics) -> int:
    """Give the latency that is too long, in seconds: half the longest flow, a quarter as a mean."""
    longest = plan.scaling.backend.longest_flow_seconds
    return max(longest // (2 if metrics.percentile else 4), 1)


def _slow(plan: Plan, metrics: EdgeMetrics) -> Alert:
    seconds = slow_seconds(plan, metrics)
    longest = plan.scaling.backend.longest_flow_seconds
    meaning = (
        f"One request in twenty takes more than {seconds} s, half of the {longest} s that the "
        "longest flow may take."
        if metrics.percentile
        else f"A request takes more than {seconds} s on average, a quarter of the {longest} s that "
        "the longest flow may take. It is an average because this controller's default buckets "
        "end long before that, and a percentile could not see beyond them."
    )
    return Alert(
        "SkillFlawApiSlow",
        metrics.slow(seconds),
        "10m",
        WARNING,
        "The API is slow.",
        f"{meaning} Put the number that your load test found in its place.",
        "Look at the backend's CPU, its queue of requests, and the model providers' status.",
    )


def _slow_probe(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawEdgeSlow",
        f"avg_over_time(probe_duration_seconds{{{_probed(plan)}}}[10m]) > {SLOW_PAGE}",
        "10m",
        WARNING,
        "The edge answers slowly.",
        f"A page or /health takes more than {SLOW_PAGE} s on average, half the probe's patience.",
        "The label `instance` says which hostname; look at that part's pods, then at the edge.",
    )


def ingress(plan: Plan) -> Group:
    """Make the alerts on dead hostnames, on spikes of 4xx and 5xx, and on certificates."""
    probed = (_unreachable(plan), *_certificates(plan)) if edge_targets(plan) else ()
    metrics = edge_metrics(plan)
    spikes = (_refusals(metrics), _failures(metrics)) if metrics else ()
    return Group("ingress", (*probed, *spikes))


def _unreachable(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawEdgeUnreachable",
        f"probe_success{{{_probed(plan)}}} == 0",
        "5m",
        CRITICAL,
        "A hostname does not answer.",
        "Ten probes in a row failed from inside the cluster: the name, the certificate, the route "
        "or the service is broken for clients. The label `instance` says which one.",
        "curl -v that address; a timeout is the load balancer, 404 the route, 503 the service.",
    )


def _refusals(metrics: EdgeMetrics) -> Alert:
    return Alert(
        "SkillFlawEdge4xxSpike",
        _share(metrics, metrics.all, "4", 0.2),
        "15m",
        WARNING,
        "Many requests are refused with 4xx.",
        "More than one in five for a quarter of an hour: a client with a revoked key, a changed "
        "flow id, or someone who is looking for a way in.",
        "Group the edge's access log by path, status and client.",
    )


def _failures(metrics: EdgeMetrics) -> Alert:
    return Alert(
        "SkillFlawEdge5xxSpike",
        _share(metrics, metrics.all, "5", 0.05),
        "5m",
        WARNING,
        "Many requests end in 5xx at the edge.",
        "More than one answer in twenty over ten minutes, of every part together: pages and docs "
        "too, not the API alone.",
        "Group the edge's access log by host and upstream, then look at that part's pods.",
    )


def _certificates(plan: Plan) -> tuple[Alert, ...]:
    if plan.tls.mode == "none":
        return ()
    expiry = f"probe_ssl_earliest_cert_expiry{{{_probed(plan)}}} - time()"
    first = "Look at who renews it: cert-manager's Certificate and its events, or your own Secret."
    return (
        Alert(
            "SkillFlawCertificateExpires",
            f"{expiry} < {14 * DAY}",
            "1h",
            WARNING,
            "A certificate expires within two weeks.",
            "A certificate of 90 days is renewed a month before its end, so half of that time has "
            "been lost.",
            first,
        ),
        Alert(
            "SkillFlawCertificateExpiresSoon",
            f"{expiry} < {3 * DAY}",
            "1h",
            CRITICAL,
            "A certificate expires within three days.",
            "After that every client refuses to connect.",
            first,
        ),
    )
