from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

ANNOTATION = "azure.workload.identity/client-id"
LABEL = "azure.workload.identity/use"


@rule(
    title="Pod label for Azure Workload Identity missing",
    about=("operations.podLabels", "operations.serviceAccountAnnotations"),
    severity=Severity.WARNING,
    why="The webhook of Azure Workload Identity gives a token only to pods with the label, so the "
    "backend has no identity and every call to Azure is refused.",
    fix="Add azure.workload.identity/use=true to operations.podLabels.",
    because="The backend starts; only its calls to Azure fail.",
    reference="https://azure.github.io/azure-workload-identity/docs/topics/"
    "service-account-labels-and-annotations.html",
    bad={
        "operations.serviceAccountAnnotations": {
            "azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555"
        }
    },
)
def workload_identity_label_missing(plan: Plan) -> Iterator[Remark]:
    labels = plan.operations.pod_labels
    annotated = ANNOTATION in plan.operations.service_account_annotations
    if annotated and labels.get(LABEL) != "true":
        yield Remark(
            f"The ServiceAccount has {ANNOTATION}, and the pods have no label {LABEL}=true.",
            change={"operations.podLabels": {**labels, LABEL: "true"}},
        )
