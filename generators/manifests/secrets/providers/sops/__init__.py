"""SOPS."""

from __future__ import annotations

from generators.manifests.part import Manifest
from generators.manifests.secrets.provider import Delivery
from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers.sops.manifests import SCRIPT
from generators.manifests.secrets.providers.sops.manifests import sops
from generators.plan import Plan

# The variable of the loop, in quotes.
FILE = '"$file"'


def _apply(file: str) -> str:
    return f"sops decrypt {file} | kubectl apply -f -"


def _apply_all(directory: str) -> str:
    return f"for file in {directory}/*.yaml; do\n  {_apply(FILE)}\ndone"


def _decryption(plan: Plan) -> Manifest:
    """Have Flux decrypt, as https://fluxcd.io/flux/guides/mozilla-sops/ describes."""
    secret = plan.operations.flux.decryption_secret
    return {"decryption": {"provider": "sops", "secretRef": {"name": secret}}}


SOPS = Provider(
    part=sops,
    script=SCRIPT,
    creator="Flux from the encrypted file",
    delivery=Delivery(directory=_apply_all, file=_apply),
    flux_decryption=_decryption,
)
