"""Alerts on the backend's health and on containers that restart."""

from __future__ import annotations

from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.operations.alerts.alert import pods
from generators.manifests.operations.probes import HEALTH_JOB
from generators.manifests.storage import shared_by_nodes
from generators.plan import Plan


def health(plan: Plan) -> Group:
    """Make the alerts on ``/health``, on a probe that fell silent, and on scaling that ended."""
    limit = (_limit(plan),) if plan.scaling.backend.autoscaling.enabled else ()
    return Group("backend-health", (*_health(plan), *limit))


def _health(plan: Plan) -> tuple[Alert, ...]:
    probe = f'probe_success{{job="{HEALTH_JOB}", {namespace(plan)}}}'
    return (
        Alert(
            "SkillFlawBackendUnhealthy",
            f"{probe} == 0",
            "2m",
            CRITICAL,
            "The backend's /health fails.",
            f"Four probes in a row failed, so this is no single lost packet; {_rollout(plan)}.",
            "Look at the backend's pods, their events and the log of the newest one.",
        ),
        Alert(
            "SkillFlawBackendProbeSilent",
            f"absent({probe})",
            "10m",
            WARNING,
            "Nobody asks the backend's /health.",
            "Without this probe the alert on /health can never fire. Ten minutes outlast a "
            "restart of Prometheus.",
            "Look for the target skillflaw-health in Prometheus, and at the blackbox exporter.",
        ),
    )


def _rollout(plan: Plan) -> str:
    if shared_by_nodes(plan):
        return "a rollout does not cause it, because the old pods serve until the new ones do"
    return "a rollout causes it too, because the volume goes from the old pod to the new one"


def _limit(plan: Plan) -> Alert:
    scaler = f'{namespace(plan)}, horizontalpodautoscaler="skillflaw-backend"'
    return Alert(
        "SkillFlawBackendAtScaleLimit",
        f"kube_horizontalpodautoscaler_status_desired_replicas{{{scaler}}}\n"
        f">= kube_horizontalpodautoscaler_spec_max_replicas{{{scaler}}}",
        "15m",
        WARNING,
        "The backend's autoscaler is at its limit.",
        "A quarter of an hour at the limit is no burst: from now on more load means more latency.",
        "Raise scaling.backend.autoscaling.maxReplicas, after the connections of PostgreSQL.",
    )


def restarts(plan: Plan) -> Group:
    """Make the alerts on containers that stop: again and again, or for want of memory."""
    return Group("restarts", (_restarts(plan), _memory(plan), _crash_loop(plan)))


def _restarts(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawContainerRestarts",
        f"increase(kube_pod_container_status_restarts_total{{{pods(plan)}}}[1h]) > 2",
        "5m",
        WARNING,
        "A container keeps restarting.",
        "One restart may be a node's; three in an hour are a pattern. A backend whose database or "
        "cache is away at start stays up and deaf until its probe restarts it.",
        "Read the previous log (kubectl logs --previous), then look at PostgreSQL and Redis.",
    )


def _memory(plan: Plan) -> Alert:
    stopped = f'{pods(plan)}, reason="OOMKilled"'
    return Alert(
        "SkillFlawContainerOutOfMemory",
        f"increase(kube_pod_container_status_restarts_total{{{pods(plan)}}}[15m]) > 0\n"
        "and on (namespace, pod, container)\n"
        f"kube_pod_container_status_last_terminated_reason{{{stopped}}} == 1",
        "1m",
        WARNING,
        "A container ran out of memory.",
        "The kernel killed it at its memory limit, and every request in it was lost: once is "
        "enough to tell.",
        "Find the flow or upload that ran, then raise the memory limit or lower the concurrency.",
    )


def _crash_loop(plan: Plan) -> Alert:
    waiting = (
        f'{pods(plan)}, reason=~"CrashLoopBackOff|ImagePullBackOff|CreateContainerConfigError"'
    )
    return Alert(
        "SkillFlawContainerCannotStart",
        f"max_over_time(kube_pod_container_status_waiting_reason{{{waiting}}}[5m]) >= 1",
        "10m",
        WARNING,
        "A container cannot start.",
        "The label `reason` says why: a crash, an image that cannot be pulled, or a Secret or "
        "setting that is not there. Ten minutes outlast a slow pull.",
        "Read the pod's events; after a rollout, roll back.",
    )
