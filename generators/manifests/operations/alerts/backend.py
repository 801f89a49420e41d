"""Alerts on the backend's health and on containers that restart."""

from __future__ import annotations

from generators.manifests.operations.alerts.alert import CRITICAL
from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.operations.alerts.alert import pods
from generators.manifests.operations.probes import HEALTH_JOB
from generators.manifests.prober import probed
from generators.manifests.storage import shared_by_nodes
from generators.plan import Plan


def health(plan: Plan) -> Group:
    """Make the alerts on ``/health``, on a probe that fell silent, and on scaling that ended."""
    limit = (_limit(plan),) if plan.scaling.backend.autoscaling.enabled else ()
    probes = _health(plan) if probed(plan) else ()
    return Group("backend-health", (*probes, *limit))


def _health(plan: Plan) -> tuple[Alert, ...]:
    probe = f'probe_success{{job="{HEALTH_JOB}", {namespace(plan)}}}'
    return (
        Alert(
            "SkillFlawBackendUnhealthy",
            f"{probe} == 0",
            "2m",
            CRITICAL,
            "The backend's /health fails.",
            f"The probe of /health failed for two minutes. {_rollout(plan)}",
            "Look at the backend's pods, their events and the log of the newest one.",
        ),
        Alert(
            "SkillFlawBackendProbeMissing",
            f"absent({probe})",
            "10m",
            WARNING,
            "The probe of the backend's /health is missing.",
            "Without this probe the alert SkillFlawBackendUnhealthy cannot fire. Ten minutes are "
            "longer than a restart of Prometheus.",
            "Check the target skillflaw-health in Prometheus, then the blackbox exporter.",
        ),
    )


def _rollout(plan: Plan) -> str:
    if shared_by_nodes(plan):
        return "A rollout does not cause this: the old pods serve until the new pods are ready."
    return "A rollout causes this too: the old pod stops before the new pod can mount the volume."


def _limit(plan: Plan) -> Alert:
    scaler = f'{namespace(plan)}, horizontalpodautoscaler="skillflaw-backend"'
    return Alert(
        "SkillFlawBackendAtScaleLimit",
        f"kube_horizontalpodautoscaler_status_desired_replicas{{{scaler}}}\n"
        f">= kube_horizontalpodautoscaler_spec_max_replicas{{{scaler}}}",
        "15m",
        WARNING,
        "The backend's autoscaler is at maxReplicas.",
        "The autoscaler has wanted maxReplicas or more for 15 minutes. More load now increases "
        "the latency.",
        "Check that PostgreSQL has connections for more pods, then raise "
        "scaling.backend.autoscaling.maxReplicas.",
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
        "It restarted three times or more in an hour. A backend that cannot reach PostgreSQL or "
        "Redis while it starts runs without listening until its startup probe restarts it.",
        "Read the log of the previous container (kubectl logs --previous), then check PostgreSQL "
        "and Redis.",
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
        "The kernel killed it at its memory limit (OOMKilled). Its requests were lost.",
        "Find the flow or upload that was running, then raise the memory limit or lower the "
        "concurrency.",
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
        "The label `reason` gives the cause: a crash, an image that cannot be pulled, or a "
        "Secret or ConfigMap that is missing. Ten minutes are longer than a slow image pull.",
        "Read the pod's events. If a rollout caused it, roll back.",
    )
