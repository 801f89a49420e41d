"""The secrets providers; each folder has all that is special to one."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers.existing import EXISTING
from generators.manifests.secrets.providers.external_secrets import EXTERNAL_SECRETS
from generators.manifests.secrets.providers.sealed_secrets import SEALED_SECRETS
from generators.manifests.secrets.providers.sops import SOPS
from generators.plan import Plan

PROVIDERS: Mapping[str, Provider] = {
    "existing": EXISTING,
    "external-secrets": EXTERNAL_SECRETS,
    "sealed-secrets": SEALED_SECRETS,
    "sops": SOPS,
}


def provider(plan: Plan) -> Provider:
    """Give the secrets provider that the plan chose."""
    return PROVIDERS[plan.secrets.provider]
