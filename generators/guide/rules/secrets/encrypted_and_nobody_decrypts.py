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
    why="The cluster gets the encrypted text for a value, and every pod fails to log in.",
    fix="Deliver with Flux, which decrypts SOPS, or choose another source of Secrets.",
    because="Argo CD applies the file as it is, so no Secret has its value. Without GitOps it is a "
    "warning: people can decrypt by hand, and one day somebody forgets.",
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
            "The Secrets are encrypted with SOPS, and kubectl applies files as they are.",
            fix="Pipe each file through sops decrypt before kubectl apply, or deliver with Flux.",
            severity=Severity.WARNING,
        )
