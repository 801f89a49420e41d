from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.backups import object_store
from generators.guide.examples import POSTGRES_POD
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL backups stay in the same cluster as the database",
    about=("database.backup.destination", "database.mode"),
    severity=Severity.WARNING,
    why="The loss of the namespace, the zone or the storage system takes the database and its "
    "backups together.",
    fix="Copy the dumps to an object store, or choose CloudNativePG, which writes backups to one.",
    because="These backups undo a wrong DELETE, but they do not survive the loss of the cluster.",
    guide=("postgres.backup",),
    bad={**POSTGRES_POD, "database.backup.destination": "a volume beside the database"},
)
def database_backup_in_same_cluster(plan: Plan) -> Iterator[str]:
    pod = plan.database.mode == "in-cluster" and backed_up(plan)
    if pod and not object_store(plan.database.backup.destination):
        yield "The dumps stay on a volume in the same cluster."
