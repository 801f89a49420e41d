from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import backends
from generators.guide.workloads import count_of_backends
from generators.plan import Plan
from generators.plan.kubernetes import SIDECARS_SINCE
from generators.plan.scalars import minor_of

ALONE = "Run one backend replica during the migration: the Job needs Kubernetes 1.29."


@rule(
    title="Backend replicas run database migrations at the same time",
    about=("database.migrations", "scaling.backend.replicas"),
    severity=Severity.WARNING,
    why="Several pods change the schema at once. A lock is believed to prevent this, but upstream "
    "has seen objects created twice.",
    fix="Set database.migrations to job, so that a Job migrates before the rollout.",
    because="A first installation or a breaking migration can fail; other cases are an info.",
    guide=("postgres.migrations",),
    reference="https://github.com/langflow-ai/langflow/issues/14762",
    bad={"database.migrations": "on-start", "release.firstInstall": True},
)
def database_migrations_concurrent(plan: Plan) -> Iterator[Remark]:
    release = plan.release
    unchanged = release.schema_migration == "none" and not release.first_install
    if plan.database.migrations != "on-start" or plan.scaling.backend.most == 1 or unchanged:
        return
    risky = release.first_install or release.schema_migration == "breaking"
    old = minor_of(release.kubernetes) < SIDECARS_SINCE
    schema = "the first start creates the schema, and " if release.first_install else ""
    yield Remark(
        f"Each backend migrates when it starts; {schema}{backends(plan)}.",
        at=("database.migrations", count_of_backends(plan)),
        severity=None if risky else Severity.INFO,
        **({"fix": ALONE} if old else {"change": {"database.migrations": "job"}}),
    )
