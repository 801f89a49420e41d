from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan import confirmed
from generators.plan.scalars import interval_seconds

DAY = 86_400
LONGEST = 36_500


@rule(
    title="PostgreSQL backup expires before the next one is made",
    about=("database.backup.retentionDays", "database.backup.schedule"),
    severity=Severity.ERROR,
    why="Between the expiry of one backup and the next there is none, so lost data cannot be "
    "restored.",
    fix="Set database.backup.retentionDays above the longest interval between two backups.",
    because="The plan contradicts itself: it makes backups, and there are times without any. It is "
    "a warning where nobody confirmed how long backups are kept.",
    guide=("postgres.backup",),
    bad={"database.backup.schedule": "0 3 1 * *", "database.backup.retentionDays": 30},
)
def database_backup_retention_too_short(plan: Plan) -> Iterator[Remark]:
    backup, ours = plan.database.backup, plan.database.mode != "external"
    wait = interval_seconds(backup.schedule) if backup.schedule else 0
    if wait <= backup.retention_days * DAY:
        return
    days = -(-wait // DAY)
    if not confirmed(plan, "database.backup.retentionDays"):
        yield Remark(
            f"“{backup.schedule}” leaves up to {plural(days, 'day')} between two backups. How long "
            "each is kept is not confirmed.",
            fix="Look up how long the service keeps a backup, and write it into "
            f"database.backup.retentionDays. It has to be more than {plural(days, 'day')}.",
            severity=Severity.WARNING,
        )
        return
    yield Remark(
        f"“{backup.schedule}” leaves up to {plural(days, 'day')} between two backups, and each is "
        f"kept for {backup.retention_days}.",
        fix=f"Keep backups for {2 * days} days, or make backups more often.",
        change={"database.backup.retentionDays": 2 * days} if ours and 2 * days <= LONGEST else {},
    )
