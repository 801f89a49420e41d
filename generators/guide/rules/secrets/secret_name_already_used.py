from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.secret_uses import further_secrets
from generators.guide.secret_uses import secret_uses
from generators.guide.secret_uses import tls_secrets
from generators.plan import Plan


@rule(
    title="Secret name is already used",
    about=(
        "tls.secrets.api",
        "tls.secrets.ui",
        "tls.secrets.docs",
        "secrets.keyFile.name",
        "secrets.superuser.name",
        "database.urlSecret.name",
        "redis.urlSecret.name",
        "release.imagePullSecret",
        "redis.caSecret.name",
        "operations.environment",
    ),
    severity=Severity.ERROR,
    why="Two writers overwrite the same Secret, and pods restart without some of the keys they "
    "need.",
    fix="Choose another name for the Secret.",
    because="The other writer owns the Secret, so it cannot hold what the plan expects.",
    guide=("security.secrets",),
    bad={"secrets.keyFile.name": "sh.helm.release.v1.skillflaw.v1"},
)
def secret_name_already_used(plan: Plan) -> Iterator[Remark]:
    for path, name in _secret_names(plan):
        owner = _owner(plan, name)
        certificates = [choice for choice, secret in tls_secrets(plan) if secret == name]
        if owner:
            yield Remark(f"The Secret {name} is already used by {owner}.", at=(*certificates, path))
    yield from _pull_secret(plan)


def _pull_secret(plan: Plan) -> Iterator[Remark]:
    pull = plan.release.image_pull_secret
    for use in secret_uses(plan):
        if pull and use.name == pull:
            yield Remark(
                f"The Secret {pull} holds the registry credentials, and also {use.purpose}.",
                at=("release.imagePullSecret", use.paths[0]),
            )
            return


def _secret_names(plan: Plan) -> Iterator[tuple[str, str]]:
    names = {use.paths[0]: use.name for use in secret_uses(plan)}
    yield from names.items()
    yield from (
        (path, name)
        for path, name in further_secrets(plan)
        # Reading what an operator or a certificate puts there takes nothing from it.
        if name.startswith("sh.helm.release.")
    )
    if plan.release.image_pull_secret:
        yield "release.imagePullSecret", plan.release.image_pull_secret


def _owner(plan: Plan, name: str) -> str:
    if name.startswith("sh.helm.release."):
        return "Helm"
    if name in [secret for _, secret in tls_secrets(plan)]:
        return "cert-manager" if plan.tls.mode == "cert-manager" else "the TLS certificate"
    if plan.database.mode == "in-cluster" and name == "postgres-tls":
        return "the certificate of PostgreSQL"
    suffixes = ("app", "ca", "replication", "server", "superuser", "pooler")
    operated = plan.database.mode == "cloudnative-pg"
    if operated and name in [f"postgres-{suffix}" for suffix in suffixes]:
        return "CloudNativePG"
    return ""
