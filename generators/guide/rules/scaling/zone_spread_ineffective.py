from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Zone spread has no effect with a single pod",
    about=("scaling.spread", "scaling.backend.replicas", "scaling.frontend.replicas"),
    severity=Severity.WARNING,
    why="When the zone fails, the only pod fails with it, although the plan asks for a spread "
    "over zones.",
    fix="Run one replica in each zone: three for three zones, at least two.",
    because="The pods run, but a zone failure is still an outage.",
    reference="https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    bad={"scaling.spread": "zone", "scaling.backend.replicas": 1},
)
def zone_spread_ineffective(plan: Plan) -> Iterator[Remark]:
    if plan.scaling.spread != "zone":
        return
    for part in running(plan):
        scale = getattr(plan.scaling, part.name, None)
        if part.least > 1 or part.name == "docs" or scale is None:
            continue
        count = "autoscaling.minReplicas" if scale.autoscaling.enabled else "replicas"
        yield Remark(
            f"Pods are spread over zones, but at low load the {part.name} has {part.least} pod.",
            at=(part.scaling(count), "scaling.spread"),
        )
