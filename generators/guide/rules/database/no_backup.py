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
    title="A database in the cluster without a backup",
    about=("database.backup.schedule", "database.backup.destination", "database.mode"),
    severity=Severity.ERROR,
    why="A lost volume or a wrong DELETE is final: flows, users and credentials are gone.",
    fix="Give a schedule, such as 15 2 * * *, and where the backups go.",
    because="The guide asks for backup and restore, and nobody else makes them here. For a "
    "rehearsal it is a warning.",
    guide=("postgres.backup",),
    bad={
        **OPERATOR,
        "database.backup.schedule": "",
        "database.backup.destination": "",
    },
)
def no_backup(plan: Plan) -> Iterator[Remark]:
    backup = plan.database.backup
    if plan.database.mode == "external" or backed_up(plan):
        return
    missing = {
        "database.backup.schedule": not backup.schedule,
        "database.backup.destination": plan.database.mode == "cloudnative-pg"
        and not backup.destination.strip(),
    }
    words = {
        "database.backup.schedule": "no schedule",
        "database.backup.destination": "no destination",
    }
    lacking = [path for path, gone in missing.items() if gone]
    yield Remark(
        f"PostgreSQL runs in the cluster, and its backup has "
        f"{listed([words[path] for path in lacking])}.",
        at=(*lacking, "database.mode"),
        severity=Severity.WARNING if rehearsal(plan) else None,
    )
