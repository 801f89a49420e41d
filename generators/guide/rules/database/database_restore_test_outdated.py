from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generators.guide.backups import backed_up
from generators.guide.rule import Severity
from generators.guide.rule import dated_rule
from generators.plan import Plan
from generators.plan.scalars import date_of

OLDEST = 180


@dated_rule(
    title="PostgreSQL restore test is outdated",
    about=("database.backup.restoreTested",),
    severity=Severity.WARNING,
    why="Versions, buckets and people have changed since, so the documented steps may not work.",
    fix="Restore a backup into an empty database, run one flow, and write down today's date.",
    because="It worked at that date; whether it still works is not known.",
    guide=("postgres.backup",),
    bad={"database.backup.restoreTested": "2020-01-31"},
)
def database_restore_test_outdated(plan: Plan, today: date) -> Iterator[str]:
    tested = plan.database.backup.restore_tested
    if not tested or not backed_up(plan):
        return
    days = (today - date_of(tested)).days
    if days > OLDEST:
        yield f"The last restore test was {days:,} days ago, on {tested}; {OLDEST} is the limit."
    elif days < 0:
        yield f"The date of the restore test, {tested}, is in the future."
