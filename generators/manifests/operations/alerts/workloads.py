"""Alerts on pods that are missing, that do not start, and on rollouts that do not end."""

from __future__ import annotations

from generators.manifests.operations.alerts.alert import WARNING
from generators.manifests.operations.alerts.alert import Alert
from generators.manifests.operations.alerts.alert import Group
from generators.manifests.operations.alerts.alert import namespace
from generators.manifests.operations.alerts.alert import pods
from generators.manifests.topology.backend import progress_seconds
from generators.plan import Plan

DEPLOYMENTS = 'deployment=~"skillflaw-.+"'
STATEFUL_SETS = 'statefulset=~"postgres|cache"'


def workloads(plan: Plan) -> Group:
    """Make the alerts on what Kubernetes was told to run and does not."""
    return Group("workloads", (_missing(plan), _pending(plan), _stuck(plan)))


def _missing(plan: Plan) -> Alert:
    deployment = f"{namespace(plan)}, {DEPLOYMENTS}"
    expression = (
        f"kube_deployment_spec_replicas{{{deployment}}}\n"
        f"- kube_deployment_status_replicas_available{{{deployment}}} > 0"
    )
    if "in-cluster" in (plan.database.mode, plan.redis.mode):
        stateful = f"{namespace(plan)}, {STATEFUL_SETS}"
        expression += (
            f"\nor kube_statefulset_replicas{{{stateful}}}\n"
            f"- kube_statefulset_status_replicas_ready{{{stateful}}} > 0"
        )
    minutes = -(-progress_seconds(plan) // 60)
    return Alert(
        "SkillFlawReplicasMissing",
        expression,
        f"{minutes}m",
        WARNING,
        "A workload has fewer ready pods than it should have.",
        f"{minutes} minutes are longer than one pod may take to start. The label `deployment` or "
        "`statefulset` names the workload.",
        "Read the events of its pods. If a rollout caused it, roll back.",
    )


def _pending(plan: Plan) -> Alert:
    return Alert(
        "SkillFlawPodPending",
        f'kube_pod_status_phase{{{pods(plan)}, phase="Pending"}} == 1',
        "15m",
        WARNING,
        "A pod does not start.",
        "The pod has been Pending for 15 minutes: no node has room for it, its volume cannot be "
        "mounted, its image cannot be pulled, or an init container still waits for PostgreSQL or "
        "Redis.",
        "Read the pod's events: they name the reason.",
    )


def _stuck(plan: Plan) -> Alert:
    condition = 'condition="Progressing", status="false"'
    return Alert(
        "SkillFlawRolloutStuck",
        f"kube_deployment_status_condition{{{namespace(plan)}, {DEPLOYMENTS}, {condition}}} == 1",
        "1m",
        WARNING,
        "A rollout is stuck.",
        "The Deployment made no progress within its progressDeadlineSeconds. Its old pods still "
        "serve, unless its strategy is Recreate.",
        "Read the events and the log of the newest pod, then roll back.",
    )
