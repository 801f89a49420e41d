"""Sealed Secrets."""

from __future__ import annotations

from generators.manifests.secrets.provider import Delivery
from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers.sealed_secrets.manifests import SCRIPT
from generators.manifests.secrets.providers.sealed_secrets.manifests import sealed_secrets


def _apply(path: str) -> str:
    return f"kubectl apply -f {path}"


SEALED_SECRETS = Provider(
    part=sealed_secrets,
    script=SCRIPT,
    creator="the Sealed Secrets controller",
    api_groups={"bitnami.com": "Sealed Secrets"},
    delivery=Delivery(directory=_apply, file=_apply),
)
