from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# A judgement without a source: how long a node drain waits depends on the platform.
DRAIN_SECONDS = 600
STOP_SECONDS = 45


@rule(
    title="Longest flow may outlast a node drain",
    about=("scaling.backend.longestFlowSeconds",),
    severity=Severity.INFO,
    why="A node upgrade or a spot reclaim can stop the node while a pod still finishes its flow. "
    "The caller then sees a broken connection.",
    fix="Split the flow, make its callers retry, or raise the drain timeout of the nodes.",
    because="How long a drain waits depends on the platform, and often it can be raised. The "
    "limit of 600 seconds is this rule's own judgement.",
    reference="https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/",
    bad={"scaling.backend.longestFlowSeconds": 900, "ingress.timeoutSeconds": 930},
)
def longest_flow_too_long(plan: Plan) -> Iterator[str]:
    grace = plan.scaling.backend.longest_flow_seconds + STOP_SECONDS
    if grace > DRAIN_SECONDS:
        yield (f"The backend's termination grace period is {grace} seconds, above {DRAIN_SECONDS}.")
