from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan


@rule(
    title="Replicas that all migrate at their start",
    about=("database.migrations", "scaling.backend.replicas"),
    severity=Severity.WARNING,
    why="Several pods change the schema at once: a lock is believed to hold them apart, and "
    "upstream "
    "has seen objects made twice where it did not.",
    fix="Let a Job migrate before the rollout.",
    because="On an empty or a breaking schema somebody will be woken up; otherwise it is advice.",
    guide=("postgres.migrations",),
    reference="https://github.com/langflow-ai/langflow/issues/14762",
    bad={"database.migrations": "on-start", "release.firstInstall": True},
)
def migrations_race(plan: Plan) -> Iterator[Remark]:
    release = plan.release
    nothing = release.schema_migration == "none" and not release.first_install
    if plan.database.migrations != "on-start" or plan.scaling.backend.most == 1 or nothing:
        return
    grave = release.first_install or release.schema_migration == "breaking"
    why = "the schema is made by the first start, and " if release.first_install else ""
    yield Remark(
        f"Each backend migrates when it starts; {why}{backends(plan)}.",
        at=("database.migrations", count_of_backends(plan)),
        severity=None if grave else Severity.INFO,
        change={"database.migrations": "job"},
    )
