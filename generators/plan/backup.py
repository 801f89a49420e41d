"""When PostgreSQL is backed up, where to, and whether a restore was tested."""

from __future__ import annotations

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Count
from generators.plan.scalars import OptionalCronLine
from generators.plan.scalars import OptionalIsoDate
from generators.plan.scalars import Text


class Backup(Topic):
    schedule: OptionalCronLine = choice(
        "",
        "Backup schedule",
        "Five cron fields in UTC, such as 15 2 * * *. For a managed service, enter the "
        "schedule of its automated backups.",
        guide=("postgres.backup",),
        example="15 2 * * *",
    )
    retention_days: Count = choice(
        14,
        "Backup retention",
        "How long a backup is kept. Choose more days than you need to notice lost data.",
        guide=("postgres.backup",),
        unit="days",
        at_least=1,
        at_most=36_500,
    )
    destination: Text = choice(
        "",
        "Backup destination",
        "An s3:// or gs:// address, an Azure Blob address, or the name of the managed service.",
        guide=("postgres.backup",),
        example="Amazon RDS automated backups",
    )
    restore_tested: OptionalIsoDate = choice(
        "",
        "Last restore drill",
        "The date of the last restore test that succeeded, YYYY-MM-DD.",
        guide=("postgres.backup",),
    )
