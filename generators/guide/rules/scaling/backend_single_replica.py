from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import rolls_over
from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Backend has a single replica",
    about=("scaling.backend.replicas",),
    severity=Severity.INFO,
    why="Every node drain and every crash is an outage. With a ReadWriteOnce or ReadWriteOncePod "
    "volume every rollout is an outage, too.",
    fix="Run two or more replicas once PostgreSQL, Redis, storage and the key file are shared, or "
    "accept the outages.",
    because="The guide asks to move state out of the pod first, so one replica is a valid start.",
    guide=("state.first",),
    bad={"scaling.backend.replicas": 1},
)
def backend_single_replica(plan: Plan) -> Iterator[Remark]:
    # A single pod spread over zones has a rule of its own.
    if plan.scaling.backend.most > 1 or rehearsal(plan) or plan.scaling.spread == "zone":
        return
    at = ("scaling.backend.replicas",)
    if rolls_over(plan):
        yield Remark("One backend replica runs.", at=at)
    else:
        yield Remark(
            f"One backend replica runs. Its {plan.storage.access_mode} volume makes each rollout "
            "stop the old pod before the new one starts.",
            at=(*at, "storage.accessMode"),
        )
