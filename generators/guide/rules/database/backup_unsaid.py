from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Nobody has said who backs PostgreSQL up",
    about=("database.backup.schedule", "database.backup.destination"),
    severity=Severity.WARNING,
    why="On the day of the loss it turns out that the managed service kept one day, or nothing.",
    fix="Write the service's schedule and what makes the backups.",
    because="The service may well do it; the plan does not know.",
    guide=("postgres.backup",),
    bad={"database.backup.schedule": "", "database.backup.destination": ""},
)
def backup_unsaid(plan: Plan) -> Iterator[Remark]:
    backup = plan.database.backup
    if plan.database.mode != "external" or backed_up(plan):
        return
    missing = []
    if not backup.schedule:
        missing.append("database.backup.schedule")
    if not backup.destination.strip():
        missing.append("database.backup.destination")
    said = {
        1: "The plan says "
        + ("where backups go, not when." if backup.destination.strip() else "when, not where to."),
        2: "The plan says neither when PostgreSQL is backed up nor where to.",
    }
    yield Remark(said[len(missing)], at=tuple(missing))
