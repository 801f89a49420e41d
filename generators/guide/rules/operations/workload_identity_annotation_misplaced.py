from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# EKS, GKE and Azure read these from the ServiceAccount and from nothing else.
KEYS = (
    "eks.amazonaws.com/role-arn",
    "iam.gke.io/gcp-service-account",
    "azure.workload.identity/client-id",
)


@rule(
    title="Workload identity annotation is on the pod",
    about=("operations.podAnnotations", "operations.serviceAccountAnnotations"),
    severity=Severity.WARNING,
    why="The cloud reads this annotation from the ServiceAccount. On a pod it has no effect, and "
    "the backend has no identity.",
    fix="Move the annotation from operations.podAnnotations to "
    "operations.serviceAccountAnnotations.",
    because="The backend starts; only its calls to the cloud fail.",
    reference="https://docs.aws.amazon.com/eks/latest/userguide/"
    "associate-service-account-role.html",
    bad={
        "operations.podAnnotations": {
            "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/skillflaw"
        }
    },
)
def workload_identity_annotation_misplaced(plan: Plan) -> Iterator[Remark]:
    operations = plan.operations
    moved = {key: text for key, text in operations.pod_annotations.items() if key in KEYS}
    if moved:
        others = {key: text for key, text in operations.pod_annotations.items() if key not in KEYS}
        accounts = {**operations.service_account_annotations, **moved}
        yield Remark(
            f"{next(iter(moved))} is among the annotations of the pods.",
            change={
                "operations.podAnnotations": others,
                "operations.serviceAccountAnnotations": accounts,
            },
        )
