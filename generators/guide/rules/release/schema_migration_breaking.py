from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Schema migration is breaking: rollback needs a restore",
    about=("release.schemaMigration",),
    severity=Severity.INFO,
    why="The old backend cannot read the new schema. A rollback has to restore the database, and "
    "every write since the backup is lost.",
    fix="Take a backup immediately before the rollout, and write down who decides to restore it.",
    because="A breaking migration is a decision, not a fault. The runbook has the steps.",
    guide=("rollout.revert", "postgres.migrations"),
    bad={"release.schemaMigration": "breaking", "database.migrations": "job"},
)
def schema_migration_breaking(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and plan.release.schema_migration == "breaking":
        yield "The schema migration is breaking, so a rollback restores a backup."
