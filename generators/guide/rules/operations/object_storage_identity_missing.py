from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.variables import variables
from generators.plan import Plan


@rule(
    title="Object storage has no identity and no key",
    about=(
        "operations.serviceAccountAnnotations",
        "operations.environment",
        "operations.settings",
    ),
    severity=Severity.INFO,
    why="Without an identity or a key the bucket refuses every upload.",
    fix="Annotate the ServiceAccount in operations.serviceAccountAnnotations, or list the access "
    "key in operations.environment. For EKS Pod Identity, which has no annotation, list "
    "internet-443 and 169.254.170.23/32:80 in operations.egress.",
    because="EKS Pod Identity needs no annotation, and the node may have a role.",
    reference="https://boto3.amazonaws.com/v1/documentation/api/latest/guide/credentials.html",
    bad={"operations.settings": {"SKILLFLAW_STORAGE_TYPE": "s3"}},
)
def object_storage_identity_missing(plan: Plan) -> Iterator[str]:
    operations = plan.operations
    stored = operations.settings.get("SKILLFLAW_STORAGE_TYPE", "").strip().lower() == "s3"
    named = any(name.startswith("AWS_") and name.endswith("KEY") for _, name in variables(plan))
    whole = any(source.whole for source in operations.environment)
    if stored and not (operations.service_account_annotations or named or whole):
        yield "SKILLFLAW_STORAGE_TYPE is s3, and the plan gives the backend no identity and no key."
