"""SOPS."""

from __future__ import annotations

from generators.manifests.secrets.provider import Delivery
from generators.manifests.secrets.provider import FluxDecryption
from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers.sops.manifests import SCRIPT
from generators.manifests.secrets.providers.sops.manifests import sops

# The variable of the loop, in quotes.
FILE = '"$file"'


def _apply(file: str) -> str:
    return f"sops decrypt {file} | kubectl apply -f -"


def _apply_all(directory: str) -> str:
    return f"for file in {directory}/*.yaml; do\n  {_apply(FILE)}\ndone"


SOPS = Provider(
    part=sops,
    script=SCRIPT,
    creator="Flux from the encrypted file",
    delivery=Delivery(directory=_apply_all, file=_apply),
    flux_decryption=FluxDecryption(
        {"provider": "sops", "secretRef": {"name": "sops-age"}},
        "Flux decrypts with the Secret sops-age in flux-system, which holds the age key.",
    ),
)
