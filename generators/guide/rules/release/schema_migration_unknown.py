from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Schema migration not assessed",
    about=("release.schemaMigration",),
    severity=Severity.WARNING,
    why="An old backend does not start on a newer schema. If nobody knows that the release "
    "migrates, the rollback fails while users wait.",
    fix="Read the release notes, and set release.schemaMigration to none, backward-compatible or "
    "breaking.",
    because="The rollout works. Whether a rollback works is unknown.",
    guide=("postgres.migrations", "rollout.revert"),
    bad={"release.schemaMigration": "unknown"},
)
def schema_migration_unknown(plan: Plan) -> Iterator[str]:
    if not plan.release.first_install and plan.release.schema_migration == "unknown":
        yield "The effect of this release on the database schema is unknown."
