from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody knows what the release does to the schema",
    about=("release.schemaMigration",),
    severity=Severity.WARNING,
    why="Going back to the old tag may meet a schema that it cannot read, and you find out live.",
    fix="Read the release notes and choose none, backward-compatible or breaking.",
    because="The rollout works; the rollback is a gamble.",
    guide=("postgres.migrations", "rollout.revert"),
    bad={"release.schemaMigration": "unknown"},
)
def schema_migration_unknown(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and plan.release.schema_migration == "unknown":
        yield "The release may change the database schema, and nobody has looked."
