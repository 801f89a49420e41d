from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# Judgement: managed node upgrades and spot reclaims rarely wait longer than ten minutes.
PATIENCE = 600
STOP = 45


@rule(
    title="Flows longer than a drain",
    about=("scaling.backend.longestFlowSeconds",),
    severity=Severity.INFO,
    why="An upgraded or reclaimed node is taken away while the pod still finishes its flow, and "
    "the caller sees a broken connection.",
    fix="Split the flow, or make its callers try again.",
    because="How long nodes wait is the platform's affair, and often it can be raised.",
    reference="https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/",
    bad={"scaling.backend.longestFlowSeconds": 900, "ingress.timeoutSeconds": 930},
)
def drain_longer_than_nodes_wait(plan: Plan) -> Iterator[str]:
    grace = plan.scaling.backend.longest_flow_seconds + STOP
    if grace > PATIENCE:
        yield (
            f"A stopping pod may need {grace} seconds, and nodes rarely wait more than {PATIENCE}."
        )
