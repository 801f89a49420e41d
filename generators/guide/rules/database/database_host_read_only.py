from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address

ENDS = "ro|r|read|reader|readonly|read-only|readreplica|replica|replicas|standby|secondary|slave"
READER = re.compile(rf"(?:.*-)?(?:{ENDS})(?:-?\d+)?|(?:reader|replica|standby|ro)-.*")


@rule(
    title="PostgreSQL host is a read-only endpoint",
    about=("database.host",),
    severity=Severity.ERROR,
    why="The migration at the first start fails with read-only transaction, and no pod becomes "
    "ready.",
    fix="Set database.host to the primary's endpoint.",
    because="SkillFlaw writes, and a standby refuses every write.",
    guide=("state.database",),
    reference="https://docs.skillflaw.com/enterprise-database-guide",
    bad={"database.host": "skillflaw.cluster-ro-c1x2y3.eu-west-1.rds.amazonaws.com"},
)
def database_host_read_only(plan: Plan) -> Iterator[str]:
    host = plan.database.host
    if plan.database.mode != "external" or not host or is_address(host):
        return
    labels = host.split(".")
    aurora = any(label.startswith("cluster-ro-") for label in labels)
    if aurora or READER.fullmatch(labels[0]):
        yield f"{host} is named like the endpoint of a standby."
