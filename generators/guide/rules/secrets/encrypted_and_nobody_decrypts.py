from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Encrypted Secrets that nobody decrypts",
    about=("secrets.provider", "operations.gitops"),
    severity=Severity.ERROR,
    why="The API server refuses the encrypted files, no Secret is made, and no pod starts.",
    fix="Deliver with Flux, which decrypts SOPS, or choose another source of Secrets.",
    because="Neither Argo CD nor kubectl decrypts: the API server refuses the field sops, so no "
    "Secret is made. Who decrypts by hand brings Secrets that exist, and chooses that.",
    guide=("security.secrets",),
    reference="https://fluxcd.io/flux/guides/mozilla-sops/",
    bad={
        "secrets.provider": "sops",
        "operations.gitops": "argo-cd",
        "operations.gitUrl": "https://github.com/acme/platform.git",
    },
)
def encrypted_and_nobody_decrypts(plan: Plan) -> Iterator[Remark]:
    if plan.secrets.provider != "sops":
        return
    if plan.operations.gitops == "argo-cd":
        yield Remark("The Secrets are encrypted with SOPS, which Argo CD does not decrypt.")
    elif plan.operations.gitops == "none":
        yield Remark(
            "The Secrets are encrypted with SOPS, and nothing that decrypts them delivers.",
            fix="Deliver with Flux; or choose existing, and make the Secrets before you apply.",
        )
