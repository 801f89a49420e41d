from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="State that dies with its pod",
    about=("storage.mode",),
    severity=Severity.ERROR,
    why="Uploaded files vanish with each restart, and flows that use them fail with not found.",
    fix="Choose a claim, on a class that keeps its volumes.",
    because="The guide wants this directory on durable storage. A single replica loses its files "
    "as well, at each rollout, so in production their number makes no difference. One replica in a "
    "rehearsal works until its pod goes, and gets a warning.",
    guide=("state.config-dir", "state.first"),
    bad={"storage.mode": "ephemeral"},
)
def ephemeral_state(plan: Plan) -> Iterator[Remark]:
    if plan.storage.mode != "ephemeral":
        return
    several = plan.scaling.backend.most > 1
    count = count_of_backends(plan)
    others = f", and {backends(plan)}, each with files that the others lack" if several else ""
    yield Remark(
        f"The state directory is scratch space of one pod{others}.",
        at=("storage.mode", *([count] if several else [])),
        severity=Severity.WARNING if rehearsal(plan) and not several else None,
    )
