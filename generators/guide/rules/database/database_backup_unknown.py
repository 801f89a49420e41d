from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL backup of the external service not confirmed",
    about=("database.backup.schedule", "database.backup.destination"),
    severity=Severity.WARNING,
    why="After a data loss it may turn out that the managed service kept one day of backups, or "
    "none.",
    fix="Look up the service's backups, and write their schedule and where they go. Until then the "
    "documents say “not confirmed”.",
    because="The service may make backups, but the plan does not state them.",
    guide=("postgres.backup",),
    bad={"database.backup.schedule": "", "database.backup.destination": ""},
)
def database_backup_unknown(plan: Plan) -> Iterator[Remark]:
    backup = plan.database.backup
    if plan.database.mode != "external" or backed_up(plan):
        return
    missing = []
    if not backup.schedule:
        missing.append("database.backup.schedule")
    if not backup.destination.strip():
        missing.append("database.backup.destination")
    if len(missing) > 1:
        message = "Neither the schedule of the backups nor their destination is confirmed."
    elif backup.destination.strip():
        message = "The plan states where the backups go. When they are made is not confirmed."
    else:
        message = "The plan states when backups are made. Where they go is not confirmed."
    yield Remark(message, at=tuple(missing))
