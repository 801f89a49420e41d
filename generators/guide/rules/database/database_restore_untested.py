from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import after_first_rollout
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL restore test not confirmed",
    about=("database.backup.restoreTested",),
    severity=Severity.WARNING,
    why="A fault in the backup or in the restore steps shows only during an incident, when the data"
    " is needed.",
    fix="Restore a backup into an empty database, run one flow, and write down the date.",
    because="The backups may be usable; without a restore test that is not known. Before the first "
    "rollout there is nothing to restore, so that it is a duty for later.",
    guide=("postgres.backup",),
    bad={"database.backup.restoreTested": ""},
)
def database_restore_untested(plan: Plan) -> Iterator[Remark]:
    if backed_up(plan) and not plan.database.backup.restore_tested:
        yield after_first_rollout(
            plan,
            "The plan has no date of a restore test.",
            "Restore a backup into an empty database, run one flow, and write the date into "
            "database.backup.restoreTested.",
        )
