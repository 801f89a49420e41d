from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import object_store
from generators.guide.examples import OPERATOR
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown


@rule(
    title="PostgreSQL backup destination is not an object store",
    about=("database.backup.destination", "database.mode"),
    severity=Severity.ERROR,
    why="No backup is made, and the write-ahead log fills the volume until PostgreSQL stops.",
    fix="Set database.backup.destination to the URL of a bucket: s3://…, gs://… or azblob://….",
    because="The backup plugin of CloudNativePG writes only to object stores, so nothing is backed "
    "up.",
    guide=("postgres.backup",),
    reference="https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/",
    bad={**OPERATOR, "database.backup.destination": "a network share"},
)
def database_backup_destination_invalid(plan: Plan) -> Iterator[str]:
    destination = plan.database.backup.destination.strip()
    operator = plan.database.mode == "cloudnative-pg"
    if operator and destination and not object_store(destination):
        yield f"{shown(destination)} is not the URL of a bucket."
