from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL backup of the external service not stated",
    about=("database.backup.schedule", "database.backup.destination"),
    severity=Severity.WARNING,
    why="After a data loss it may turn out that the managed service kept one day of backups, or "
    "none.",
    fix="Write the service's backup schedule, and where the backups go.",
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
        message = "The plan states neither the schedule of the backups nor their destination."
    elif backup.destination.strip():
        message = "The plan states where the backups go, but not when they are made."
    else:
        message = "The plan states when backups are made, but not where they go."
    yield Remark(message, at=tuple(missing))
