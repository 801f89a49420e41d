from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A release that cannot be taken back by its tag",
    about=("release.schemaMigration",),
    severity=Severity.INFO,
    why="The old backend cannot read the new schema: the way back is a restored database, and what "
    "was written since is lost.",
    fix="Take a backup right before the rollout and write down who decides to restore it.",
    because="It is a decision, not a mistake; the runbook has the steps.",
    guide=("rollout.revert", "postgres.migrations"),
    bad={"release.schemaMigration": "breaking", "database.migrations": "job"},
)
def breaking_migration(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and plan.release.schema_migration == "breaking":
        yield "The migration is breaking, so going back means restoring a backup."
