"""External Secrets: an operator reads the values from a store."""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.prerequisite import ExistingObject
from generators.manifests.prerequisite import Prerequisite
from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers.external_secrets.manifests import COMPONENT
from generators.manifests.secrets.providers.external_secrets.manifests import external_secrets
from generators.plan import Plan


def _prerequisites(plan: Plan) -> Iterator[Prerequisite]:
    store = plan.secrets.store
    if store.name:
        namespace = plan.release.namespace if store.kind == "SecretStore" else ""
        yield ExistingObject(f"{store.kind.lower()}.external-secrets.io", store.name, namespace)


EXTERNAL_SECRETS = Provider(
    part=external_secrets,
    creator="External Secrets",
    components={COMPONENT: "ExternalSecrets, which External Secrets reads from your store."},
    prerequisites=_prerequisites,
    api_groups={"external-secrets.io": "External Secrets"},
)
