from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.environment_names import rehearsal
from generators.guide.examples import OPERATOR
from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL in the cluster has no backup",
    about=("database.backup.schedule", "database.backup.destination", "database.mode"),
    severity=Severity.ERROR,
    why="The loss of the volume or a wrong DELETE is final: flows, users and credentials are gone.",
    fix="Set database.backup.schedule, such as 15 2 * * *, and database.backup.destination.",
    because="The guide asks for backup and restore, and for this PostgreSQL only the bundle makes "
    "backups. In a rehearsal it is a warning.",
    guide=("postgres.backup",),
    bad={
        **OPERATOR,
        "database.backup.schedule": "",
        "database.backup.destination": "",
    },
)
def database_backup_missing(plan: Plan) -> Iterator[Remark]:
    backup = plan.database.backup
    if plan.database.mode == "external" or backed_up(plan):
        return
    empty = {
        "database.backup.schedule": not backup.schedule,
        "database.backup.destination": plan.database.mode == "cloudnative-pg"
        and not backup.destination.strip(),
    }
    names = {
        "database.backup.schedule": "no schedule",
        "database.backup.destination": "no destination",
    }
    missing = [path for path, is_empty in empty.items() if is_empty]
    yield Remark(
        f"PostgreSQL runs in the cluster, and its backup has "
        f"{listed([names[path] for path in missing])}.",
        at=(*missing, "database.mode"),
        severity=Severity.WARNING if rehearsal(plan) else None,
    )
