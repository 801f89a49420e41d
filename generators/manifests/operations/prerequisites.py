"""What must exist in the cluster before the first apply. Secrets are not in this list.

The preflight script checks these prerequisites, and README.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from generators.manifests.ingress.gateway import own_gateway
from generators.manifests.tls import reads_secrets
from generators.plan import Plan
from generators.plan.scalars import minor_of


@dataclass(frozen=True)
class KubernetesVersion:
    """Kubernetes 1.``minor`` or newer."""

    minor: int


@dataclass(frozen=True)
class ExistingObject:
    """An object by the name of its kind in ``kubectl get``; no namespace if it is cluster-wide."""

    kind: str
    name: str
    namespace: str = ""


@dataclass(frozen=True)
class ApiGroup:
    """An API group that an operator or a controller serves."""

    group: str


@dataclass(frozen=True)
class MetricsApi:
    """The API of metrics-server."""


@dataclass(frozen=True)
class VolumeClaim:
    """A PersistentVolumeClaim with an access mode."""

    name: str
    access_mode: str


@dataclass(frozen=True)
class StorageClass:
    """A StorageClass of one provisioner."""

    name: str
    provisioner: str


@dataclass(frozen=True)
class DefaultStorageClass:
    """A StorageClass that the cluster marks as its default."""


Prerequisite = (
    KubernetesVersion
    | ExistingObject
    | ApiGroup
    | MetricsApi
    | VolumeClaim
    | StorageClass
    | DefaultStorageClass
)


def prerequisites(plan: Plan, api_groups: Sequence[str]) -> tuple[Prerequisite, ...]:
    """List the prerequisites of a plan, in the order in which the script checks them."""
    return (
        *_cluster(plan, api_groups),
        *_storage(plan),
        *_ingress(plan),
        *_issuer(plan),
        *_secret_store(plan),
    )


def _cluster(plan: Plan, api_groups: Sequence[str]) -> Iterator[Prerequisite]:
    yield KubernetesVersion(minor_of(plan.release.kubernetes))
    yield ExistingObject("namespace", plan.release.namespace)
    for group in api_groups:
        yield ApiGroup(group)
    scaling = plan.scaling
    frontend = plan.topology.web and scaling.frontend.autoscaling.enabled
    if scaling.backend.autoscaling.enabled or frontend:
        yield MetricsApi()


def _storage(plan: Plan) -> Iterator[Prerequisite]:
    if plan.storage.mode == "existing-claim" and plan.storage.claim_name:
        yield VolumeClaim(plan.storage.claim_name, plan.storage.access_mode)
    provisioner = plan.storage.provisioner if plan.storage.mode == "claim" else ""
    shared = plan.storage.storage_class if provisioner else ""
    if shared:
        yield StorageClass(shared, provisioner)
    for name in dict.fromkeys(_storage_classes(plan)):
        if not name:
            yield DefaultStorageClass()
        elif name != shared:
            yield ExistingObject("storageclass", name)


def _storage_classes(plan: Plan) -> Iterator[str]:
    """Name the storage class of each volume; an empty name is the cluster's default."""
    if plan.storage.mode == "claim":
        yield plan.storage.storage_class
    if plan.database.mode != "external":
        yield plan.database.storage_class
    if plan.redis.mode == "in-cluster" and plan.redis.persistence in ("rdb", "aof"):
        yield plan.redis.storage_class


def _ingress(plan: Plan) -> Iterator[Prerequisite]:
    ingress, gateway = plan.ingress, plan.ingress.gateway
    if ingress.controller != "gateway-api":
        if ingress.class_name:
            yield ExistingObject("ingressclass", ingress.class_name)
    elif own_gateway(plan):
        yield ExistingObject("gatewayclass.gateway.networking.k8s.io", ingress.class_name)
    elif gateway.name:
        namespace = gateway.namespace or plan.release.namespace
        yield ExistingObject("gateway.gateway.networking.k8s.io", gateway.name, namespace)


def _issuer(plan: Plan) -> Iterator[Prerequisite]:
    issuer = plan.tls.issuer
    if plan.tls.mode == "cert-manager" and reads_secrets(plan) and issuer.name:
        kind = f"{issuer.kind.lower()}.cert-manager.io"
        yield ExistingObject(kind, issuer.name, _own_namespace(plan, issuer.kind == "Issuer"))


def _secret_store(plan: Plan) -> Iterator[Prerequisite]:
    store = plan.secrets.store
    if plan.secrets.provider == "external-secrets" and store.name:
        kind = f"{store.kind.lower()}.external-secrets.io"
        yield ExistingObject(kind, store.name, _own_namespace(plan, store.kind == "SecretStore"))


def _own_namespace(plan: Plan, namespaced: bool) -> str:
    return plan.release.namespace if namespaced else ""
