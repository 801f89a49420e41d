from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Schema migration is breaking: rollout is an outage",
    about=("release.schemaMigration",),
    severity=Severity.INFO,
    why="Old pods fail on the new schema. A rollback takes the schema back first, and what only "
    "the new schema holds is lost.",
    fix="Note the schema's revision and take a backup immediately before the rollout, and try "
    "jobs/downgrade in staging.",
    because="A breaking migration is a decision, not a fault. The runbook has the steps.",
    guide=("rollout.revert", "postgres.migrations"),
    bad={"release.schemaMigration": "breaking", "database.migrations": "job"},
)
def schema_migration_breaking(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and plan.release.schema_migration == "breaking":
        yield "The schema migration is breaking, so the backend stops before the migration."
