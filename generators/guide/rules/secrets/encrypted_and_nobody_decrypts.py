from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Encrypted Secrets that nobody decrypts",
    about=("secrets.provider", "operations.gitops"),
    severity=Severity.ERROR,
    why="The cluster gets the encrypted text for a value, and every pod fails to log in.",
    fix="Deliver with Flux, which decrypts SOPS, or choose another source of Secrets.",
    because="Argo CD and kubectl apply what is in the file, and that is no secret key.",
    guide=("security.secrets",),
    reference="https://fluxcd.io/flux/guides/mozilla-sops/",
    bad={"secrets.provider": "sops"},
)
def encrypted_and_nobody_decrypts(plan: Plan) -> Iterator[str]:
    if plan.secrets.provider == "sops" and plan.operations.gitops != "flux":
        with_what = "Argo CD" if plan.operations.gitops == "argo-cd" else "kubectl"
        yield f"The Secrets are encrypted with SOPS, and {with_what} applies them as they are."
