from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A backup that nobody has ever restored",
    about=("database.backup.restoreTested",),
    severity=Severity.WARNING,
    why="Half of all surprises of a restore are found during the first one, so let it not be the "
    "real one.",
    fix="Restore a backup into an empty database, run one flow, and write down the date.",
    because="Backups may be fine; until one is restored nobody knows.",
    guide=("postgres.backup",),
    bad={"database.backup.restoreTested": ""},
)
def restore_never_drilled(plan: Plan) -> Iterator[str]:
    if backed_up(plan) and not plan.database.backup.restore_tested:
        yield "No restore drill is on record."
