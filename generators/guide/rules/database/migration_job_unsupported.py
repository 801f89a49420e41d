from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.kubernetes import SIDECARS_SINCE
from generators.plan.scalars import minor_of


@rule(
    title="Migration Job needs Kubernetes 1.29",
    about=("database.migrations", "release.kubernetes"),
    severity=Severity.INFO,
    why="The Job runs the backend as a sidecar container, which older clusters do not have. The "
    "bundle has no Job, so each backend migrates when it starts.",
    fix="Upgrade the cluster to 1.29. Or set database.migrations to on-start, and run one backend "
    "replica during an upgrade.",
    because="The migration works, but it happens in the rollout and not before it.",
    guide=("postgres.migrations",),
    reference="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    bad={"database.migrations": "job", "release.kubernetes": "1.28"},
)
def migration_job_unsupported(plan: Plan) -> Iterator[str]:
    old = minor_of(plan.release.kubernetes) < SIDECARS_SINCE
    if plan.database.migrations == "job" and old:
        yield (
            f"Kubernetes {plan.release.kubernetes} cannot run the migration Job, so the bundle has "
            "none."
        )
