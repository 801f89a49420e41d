"""The script that looks in a cluster for what must exist before the first apply."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from collections.abc import Sequence
from importlib.resources import files

from generators.manifests.ingress.gateway import own_gateway
from generators.manifests.part import File
from generators.manifests.part import RequiredSecret
from generators.manifests.tls import certificates
from generators.manifests.tls import reads_secrets
from generators.plan import Plan
from generators.plan.scalars import minor_of

SCRIPT = "preflight.sh"

CHOICES = (
    "release.namespace",
    "release.kubernetes",
    "topology.pattern",
    "topology.docs",
    "scaling.backend.autoscaling.enabled",
    "scaling.frontend.autoscaling.enabled",
    "storage.mode",
    "storage.claimName",
    "storage.storageClass",
    "storage.accessMode",
    "storage.provisioner",
    "database.mode",
    "database.storageClass",
    "database.backup.schedule",
    "database.backup.destination",
    "redis.mode",
    "redis.persistence",
    "redis.storageClass",
    "secrets.provider",
    "secrets.store.kind",
    "secrets.store.name",
    "ingress.controller",
    "ingress.implementation",
    "ingress.allowedCidrs",
    "ingress.className",
    "ingress.gateway.name",
    "ingress.gateway.namespace",
    "ingress.hosts.api",
    "ingress.hosts.ui",
    "ingress.hosts.docs",
    "tls.mode",
    "tls.issuer.kind",
    "tls.issuer.name",
    "operations.alerts",
    "operations.gitops",
)

Call = tuple[str, ...]


def preflight(plan: Plan, secrets: Sequence[RequiredSecret], crds: Sequence[str]) -> File:
    """Write the check for the Secrets and API groups that all topics together count on."""
    functions = files(__package__).joinpath("files", SCRIPT).read_text(encoding="utf-8")
    calls = (*_cluster(plan, crds), *_storage(plan), *_edge(plan), *_secrets(plan, secrets))
    lines = [
        f"NAMESPACE={shlex.quote(plan.release.namespace)}",
        *(shlex.join(call) for call in calls),
        "finish",
    ]
    return File(
        f"scripts/{SCRIPT}",
        functions + "\n".join(lines) + "\n",
        "Looks in the current cluster context for what must exist first; it changes nothing and "
        "shows no value.",
        tuple(dict.fromkeys((*CHOICES, *(path for each in secrets for path in each.choices)))),
        ("rollout.controls", "security.secrets"),
        executable=True,
    )


def _cluster(plan: Plan, crds: Sequence[str]) -> Iterator[Call]:
    yield ("need_cluster", str(minor_of(plan.release.kubernetes)))
    yield ("need", "namespace", plan.release.namespace)
    for group in crds:
        yield ("need_api", group)
    scaling = plan.scaling
    frontend = plan.topology.web and scaling.frontend.autoscaling.enabled
    if scaling.backend.autoscaling.enabled or frontend:
        yield ("need_metrics",)


def _storage(plan: Plan) -> Iterator[Call]:
    if plan.storage.mode == "existing-claim" and plan.storage.claim_name:
        yield ("need_claim", plan.storage.claim_name, plan.storage.access_mode)
    driver = plan.storage.provisioner if plan.storage.mode == "claim" else ""
    shared = plan.storage.storage_class if driver else ""
    if shared:
        yield ("need_class", shared, driver)
    for name in dict.fromkeys(_classes(plan)):
        if not name:
            yield ("need_default_class",)
        elif name != shared:
            yield ("need", "storageclass", name)


def _classes(plan: Plan) -> Iterator[str]:
    """Name the storage class of each volume; an empty name is the cluster's default."""
    if plan.storage.mode == "claim":
        yield plan.storage.storage_class
    if plan.database.mode != "external":
        yield plan.database.storage_class
    if plan.redis.mode == "in-cluster" and plan.redis.persistence in ("rdb", "aof"):
        yield plan.redis.storage_class


def _edge(plan: Plan) -> Iterator[Call]:
    ingress, gateway = plan.ingress, plan.ingress.gateway
    if ingress.controller != "gateway-api":
        if ingress.class_name:
            yield ("need", "ingressclass", ingress.class_name)
    elif own_gateway(plan):
        yield ("need", "gatewayclass.gateway.networking.k8s.io", ingress.class_name)
    elif gateway.name:
        kind = "gateway.gateway.networking.k8s.io"
        yield ("need", kind, gateway.name, "-n", gateway.namespace or plan.release.namespace)
    issuer = plan.tls.issuer
    if plan.tls.mode == "cert-manager" and reads_secrets(plan) and issuer.name:
        kind = f"{issuer.kind.lower()}.cert-manager.io"
        yield ("need", kind, issuer.name, *_beside(plan, issuer.kind == "Issuer"))


def _beside(plan: Plan, inside: bool) -> Call:
    return ("-n", plan.release.namespace) if inside else ()


def _secrets(plan: Plan, secrets: Sequence[RequiredSecret]) -> Iterator[Call]:
    store = plan.secrets.store
    if plan.secrets.provider == "external-secrets" and store.name:
        kind = f"{store.kind.lower()}.external-secrets.io"
        yield ("need", kind, store.name, *_beside(plan, store.kind == "SecretStore"))
    for secret in secrets:
        maker = _maker(plan, secret)
        if maker:
            yield ("later", f"Secret {secret.name}: made by {maker}")
        else:
            yield ("need_secret", secret.name, *(entry.key for entry in secret.entries))
    key = plan.secrets.key_file
    yield ("need_key_format", key.name, key.key)


def _maker(plan: Plan, secret: RequiredSecret) -> str:
    """Name who makes a Secret after the first apply; nobody where it has to be there before."""
    providers = {
        "external-secrets": "External Secrets",
        "sealed-secrets": "the Sealed Secrets controller",
        "sops": "Flux from the encrypted file",
    }
    issued = {certificate.secret for certificate in certificates(plan)}
    provided = "" if secret.name in issued else providers.get(plan.secrets.provider, "")
    return secret.made_by or provided
