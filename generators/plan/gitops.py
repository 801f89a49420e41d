"""The tool that applies the bundle from a Git repository: its own objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.scalars import DnsLabel
from generators.plan.scalars import DnsSubdomain

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def argo_cd(plan: Plan) -> bool:
    """Tell whether Argo CD applies the bundle."""
    return plan.operations.gitops == "argo-cd"


def flux(plan: Plan) -> bool:
    """Tell whether Flux applies the bundle."""
    return plan.operations.gitops == "flux"


def _decrypts(plan: Plan) -> bool:
    return flux(plan) and plan.secrets.provider == "sops"


class ArgoCd(Topic):
    namespace: DnsLabel = choice(
        "argocd",
        "Argo CD namespace",
        "The namespace of the Application. Argo CD's own manifests install it in argocd.",
        applies=argo_cd,
        advanced=True,
    )
    project: DnsLabel = choice(
        "default",
        "Argo CD project",
        "The AppProject of the Application. It has to allow the repository, the namespace and "
        "the kinds of the bundle.",
        applies=argo_cd,
        advanced=True,
    )


class Flux(Topic):
    namespace: DnsLabel = choice(
        "flux-system",
        "Flux namespace",
        "The namespace of the Kustomization and of its source.",
        applies=flux,
        advanced=True,
    )
    source: DnsSubdomain = choice(
        "flux-system",
        "Flux GitRepository",
        "The GitRepository that holds the bundle. `flux bootstrap` creates flux-system. Where "
        "the bundle contains one, its Secret with the token has the same name.",
        applies=flux,
        advanced=True,
    )
    decryption_secret: DnsSubdomain = choice(
        "sops-age",
        "Secret of the decryption key",
        "The Secret with the key of SOPS, in the namespace of Flux. Flux's guide names it "
        "sops-age.",
        applies=_decrypts,
        advanced=True,
    )
