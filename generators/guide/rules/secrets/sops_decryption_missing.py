from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="SOPS Secrets are not decrypted",
    about=("secrets.provider", "operations.gitops"),
    severity=Severity.ERROR,
    why="The API server refuses the encrypted files, so no Secret is created and no pod starts.",
    fix="Deliver with Flux, which decrypts SOPS, or choose another source of Secrets in "
    "secrets.provider.",
    because="Neither Argo CD nor kubectl decrypts SOPS files, and the API server refuses their "
    "sops field. If you decrypt them by hand, choose existing.",
    guide=("security.secrets",),
    reference="https://fluxcd.io/flux/guides/mozilla-sops/",
    bad={
        "secrets.provider": "sops",
        "operations.gitops": "argo-cd",
        "operations.gitUrl": "https://github.com/acme/platform.git",
    },
)
def sops_decryption_missing(plan: Plan) -> Iterator[Remark]:
    if plan.secrets.provider != "sops":
        return
    if plan.operations.gitops == "argo-cd":
        yield Remark("The Secrets are encrypted with SOPS, and Argo CD does not decrypt them.")
    elif plan.operations.gitops == "none":
        yield Remark(
            "The Secrets are encrypted with SOPS, and kubectl does not decrypt them.",
            fix="Deliver with Flux; or choose existing and create the Secrets before you apply.",
        )
