from __future__ import annotations

from collections.abc import Iterator

from generators.guide.backups import object_store
from generators.guide.examples import OPERATOR
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="PostgreSQL backup has a workload identity without annotation",
    about=("database.backup.identity", "operations.serviceAccountAnnotations"),
    severity=Severity.INFO,
    why="Without an identity the backup sidecar cannot write to the bucket, and the write-ahead "
    "log fills the volume until PostgreSQL stops.",
    fix="Add the annotation of your cloud to operations.serviceAccountAnnotations, or associate "
    "the ServiceAccount postgres with a role outside the cluster.",
    because="EKS Pod Identity and direct federation on GKE need no annotation.",
    guide=("postgres.backup",),
    reference="https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/",
    bad={**OPERATOR, "database.backup.identity": "workload-identity"},
)
def database_backup_identity_missing(plan: Plan) -> Iterator[Remark]:
    backup = plan.database.backup
    by_identity = plan.database.mode == "cloudnative-pg" and backup.identity == "workload-identity"
    annotations = plan.operations.service_account_annotations
    if not by_identity or annotations or not object_store(backup.destination):
        return
    azure = backup.destination.startswith(("azblob://", "https://"))
    yield Remark(
        "database.backup.identity is workload-identity, and no annotation names an identity.",
        fix="Add azure.workload.identity/client-id to operations.serviceAccountAnnotations, and "
        "azure.workload.identity/use=true to operations.podLabels."
        if azure
        else "",
        severity=Severity.WARNING if azure else None,
    )
