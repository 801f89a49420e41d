from __future__ import annotations

from collections.abc import Iterator

from generators.guide.connections import rolls_over
from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="One backend replica",
    about=("scaling.backend.replicas",),
    severity=Severity.INFO,
    why="Each drained node, each crash and, on a volume for one node, each rollout is an outage.",
    fix="Run two or more once PostgreSQL, Redis, storage and key file are shared, or accept it.",
    because="The guide wants state outside the pod first, so one replica is a fair start.",
    guide=("state.first",),
    bad={"scaling.backend.replicas": 1},
)
def one_backend_carries_everything(plan: Plan) -> Iterator[Remark]:
    # One pod spread over zones is a graver matter, with a rule of its own.
    if plan.scaling.backend.most > 1 or rehearsal(plan) or plan.scaling.spread == "zone":
        return
    at = ("scaling.backend.replicas",)
    if rolls_over(plan):
        yield Remark("There is one backend pod.", at=at)
    else:
        yield Remark(
            f"There is one backend pod, and its {plan.storage.access_mode} volume makes each "
            "rollout stop it before the next one starts.",
            at=(*at, "storage.accessMode"),
        )
