from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Secret store name missing",
    about=("secrets.store.name", "secrets.provider"),
    severity=Severity.ERROR,
    why="External Secrets Operator refuses each ExternalSecret, so no Secret is created and no pod "
    "starts.",
    fix="Enter the name of the ClusterSecretStore or SecretStore in secrets.store.name.",
    because="Every ExternalSecret must name its store.",
    guide=("security.secrets",),
    reference="https://external-secrets.io/latest/api/externalsecret/",
    bad={"secrets.provider": "external-secrets"},
)
def secret_store_missing(plan: Plan) -> Iterator[str]:
    if plan.secrets.provider == "external-secrets" and not plan.secrets.store.name:
        yield "secrets.provider is external-secrets, and secrets.store.name is empty."
