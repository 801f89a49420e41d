from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="One pod spread over zones",
    about=("scaling.spread", "scaling.backend.replicas", "scaling.frontend.replicas"),
    severity=Severity.WARNING,
    why="When the zone fails, the part fails with it, and the plan made everybody believe that it "
    "would not.",
    fix="Run a replica in each zone: three for three zones, two at the least.",
    because="It runs; the protection that was asked for is not there.",
    reference="https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    bad={"scaling.spread": "zone", "scaling.backend.replicas": 1},
)
def spread_over_zones_with_one_pod(plan: Plan) -> Iterator[Remark]:
    if plan.scaling.spread != "zone":
        return
    for part in running(plan):
        scale = getattr(plan.scaling, part.name, None)
        if part.least > 1 or part.name == "docs" or scale is None:
            continue
        chosen = "autoscaling.minReplicas" if scale.autoscaling.enabled else "replicas"
        yield Remark(
            f"The {part.name} has {part.least} pod in quiet times, and no other zone to stand in.",
            at=(part.scaling(chosen), "scaling.spread"),
        )
