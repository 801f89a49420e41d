from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import backed_up
from generators.guide.backups import object_store
from generators.guide.examples import POSTGRES_POD
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Backups that die with the database",
    about=("database.backup.destination", "database.mode"),
    severity=Severity.WARNING,
    why="A lost namespace, zone or storage system takes the database and its backups together.",
    fix="Copy the dumps to an object store, or choose CloudNativePG, which writes to one.",
    because="A wrong DELETE can be undone; the loss of the cluster cannot.",
    guide=("postgres.backup",),
    bad={**POSTGRES_POD, "database.backup.destination": "a volume beside the database"},
)
def backup_beside_the_database(plan: Plan) -> Iterator[str]:
    pod = plan.database.mode == "in-cluster" and backed_up(plan)
    if pod and not object_store(plan.database.backup.destination):
        yield "The dumps stay on a volume in the same cluster."
