"""When PostgreSQL is backed up, where to, and whether a restore was tested."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Count
from generators.plan.scalars import Line
from generators.plan.scalars import OptionalCronLine
from generators.plan.scalars import OptionalEndpoint
from generators.plan.scalars import OptionalIsoDate
from generators.plan.scalars import OptionalRegion

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _external(plan: Plan) -> bool:
    return plan.database.mode == "external"


def _operator(plan: Plan) -> bool:
    """Tell whether the bundle's own cluster is backed up to where the plan says."""
    return plan.database.mode == "cloudnative-pg" and bool(plan.database.backup.destination)


def _bucket(plan: Plan) -> bool:
    return _operator(plan) and plan.database.backup.destination.strip().startswith("s3://")


class Backup(Topic):
    schedule: OptionalCronLine = choice(
        "",
        "Backup schedule",
        "Five cron fields in UTC, such as 15 2 * * *. For a managed service, enter the "
        "schedule of its automated backups.",
        guide=("postgres.backup",),
        claim=_external,
        example="15 2 * * *",
    )
    retention_days: Count = choice(
        14,
        "Backup retention",
        "How long a backup is kept. Choose more days than you need to notice lost data.",
        guide=("postgres.backup",),
        claim=_external,
        unit="days",
        at_least=1,
        at_most=36_500,
    )
    destination: Line = choice(
        "",
        "Backup destination",
        "An s3:// or gs:// address, an Azure Blob address, or the name of the managed service.",
        guide=("postgres.backup",),
        claim=_external,
        example="Amazon RDS automated backups",
    )
    restore_tested: OptionalIsoDate = choice(
        "",
        "Last restore drill",
        "The date of the last restore test that succeeded, YYYY-MM-DD.",
        guide=("postgres.backup",),
        claim=_external,
    )
    endpoint: OptionalEndpoint = choice(
        "",
        "Endpoint of the object store",
        "The URL of an S3-compatible store such as MinIO or Ceph, without the bucket. Leave it "
        "empty for AWS.",
        guide=("postgres.backup",),
        applies=_bucket,
        example="https://minio.storage.svc:9000",
        advanced=True,
    )
    region: OptionalRegion = choice(
        "",
        "Region of the object store",
        "The region of the bucket. Leave it empty if the store needs none.",
        guide=("postgres.backup",),
        applies=_bucket,
        example="eu-central-1",
        advanced=True,
    )
    identity: Literal["keys", "workload-identity"] = choice(
        "keys",
        "Access to the object store",
        "How PostgreSQL's backup sidecar signs in to the object store.",
        guide=("postgres.backup", "security.secrets"),
        applies=_operator,
        options={
            "keys": Option("Access keys", "Keys from a Secret."),
            "workload-identity": Option(
                "Workload identity",
                "The identity of the ServiceAccount postgres; no key is stored. It takes the "
                "annotations of operations.serviceAccountAnnotations.",
            ),
        },
        advanced=True,
    )
