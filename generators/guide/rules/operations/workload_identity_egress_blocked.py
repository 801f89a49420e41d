from __future__ import annotations

from collections.abc import Iterator

from generators.guide.flow_egress import reaches_internet
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# Where a pod exchanges its token: public addresses on port 443.
SERVICES = {
    "eks.amazonaws.com/role-arn": "AWS STS",
    "azure.workload.identity/client-id": "Microsoft Entra ID",
}


@rule(
    title="Egress to the workload identity endpoint may be blocked",
    about=("operations.egress", "operations.serviceAccountAnnotations"),
    severity=Severity.WARNING,
    why="The pod has to exchange its token at this service. Where the NetworkPolicy drops the "
    "connection, every call to the cloud fails.",
    fix="Set operations.egress to internet-443, or list the network of the service's private "
    "endpoint.",
    because="A listed network may contain a private endpoint of the service.",
    guide=("security.network",),
    reference="https://docs.aws.amazon.com/eks/latest/userguide/configure-sts-endpoint.html",
    bad={
        "operations.egress": "none",
        "operations.serviceAccountAnnotations": {
            "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/skillflaw"
        },
    },
)
def workload_identity_egress_blocked(plan: Plan) -> Iterator[Remark]:
    annotations = plan.operations.service_account_annotations
    for key, service in SERVICES.items():
        if key in annotations and not reaches_internet(plan):
            yield Remark(
                f"The ServiceAccount has {key}, and egress to {service} on port 443 is not open to "
                "every public address.",
                severity=None if plan.operations.egress in ("none", ()) else Severity.INFO,
                change={"operations.egress": "internet-443"},
            )
