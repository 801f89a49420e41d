"""What must exist in the cluster before the first apply. Secrets are not in this list.

The preflight script checks these prerequisites, and README.md lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from generators.manifests.ingress.controllers import controller
from generators.manifests.operations.policies.resolvers import resolvers
from generators.manifests.prerequisite import ApiGroup
from generators.manifests.prerequisite import ApiServerByAddress
from generators.manifests.prerequisite import DefaultStorageClass
from generators.manifests.prerequisite import ExistingObject
from generators.manifests.prerequisite import IpFamily
from generators.manifests.prerequisite import KubernetesVersion
from generators.manifests.prerequisite import LabelledNodes
from generators.manifests.prerequisite import MetricsApi
from generators.manifests.prerequisite import NoCpuQuota
from generators.manifests.prerequisite import Platform
from generators.manifests.prerequisite import Prerequisite
from generators.manifests.prerequisite import PrometheusSelectors
from generators.manifests.prerequisite import Resolvers
from generators.manifests.prerequisite import ServiceMesh
from generators.manifests.prerequisite import StorageClass
from generators.manifests.prerequisite import VolumeClaim
from generators.manifests.secrets.providers import provider
from generators.manifests.tls import reads_secrets
from generators.plan import Plan
from generators.plan.placement import Placed
from generators.plan.scalars import minor_of
from generators.plan.scalars import service_namespace
from generators.plan.scalars import split_host


def prerequisites(plan: Plan, api_groups: Sequence[str]) -> tuple[Prerequisite, ...]:
    """List the prerequisites of a plan, in the order in which the script checks them."""
    prerequisites = (
        *_cluster(plan, api_groups),
        *_storage(plan),
        *_nodes(plan),
        *_volumes(plan),
        *controller(plan).prerequisites(plan),
        *_issuer(plan),
        *provider(plan).prerequisites(plan),
        *_authorities(plan),
        *_network(plan),
        *_monitoring(plan),
    )
    # Two choices may name one ConfigMap.
    return tuple(dict.fromkeys(prerequisites))


def _cluster(plan: Plan, api_groups: Sequence[str]) -> Iterator[Prerequisite]:
    yield KubernetesVersion(minor_of(plan.release.kubernetes))
    yield ExistingObject("namespace", plan.release.namespace)
    yield Platform(plan.release.platform)
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


def _nodes(plan: Plan) -> Iterator[Prerequisite]:
    scaling = plan.scaling
    placements: dict[str, Placed] = {
        "backend": scaling.backend,
        "frontend": scaling.frontend,
        "docs": scaling.docs,
    }
    for workload in plan.topology.parts:
        if labels := placements[workload].node_selector:
            yield LabelledNodes(tuple(labels.items()), workload)
    if not plan.release.namespace_dedicated and not scaling.helper_limits:
        yield NoCpuQuota()


def _volumes(plan: Plan) -> Iterator[Prerequisite]:
    namespace = plan.release.namespace
    for volume in plan.operations.volumes:
        if volume.config_map:
            yield ExistingObject("configmap", volume.config_map, namespace)
        elif volume.claim:
            yield ExistingObject("persistentvolumeclaim", volume.claim, namespace)


def _network(plan: Plan) -> Iterator[Prerequisite]:
    families = {"ipv4": "IPv4", "ipv6": "IPv6"}
    if family := families.get(plan.release.ip_families):
        yield IpFamily(family)
    yield ServiceMesh(plan.release.mesh)
    if not plan.operations.network_policies:
        return
    servers = resolvers(plan)
    if isinstance(servers, str):
        yield Resolvers(servers)
    cilium = plan.ingress.controller == "gateway-api" and plan.ingress.implementation == "cilium"
    if plan.database.mode == "cloudnative-pg" and not cilium:
        yield ApiServerByAddress()


def _monitoring(plan: Plan) -> Iterator[Prerequisite]:
    if plan.operations.alerts == "none":
        return
    monitor_labels = sorted(plan.operations.monitor_labels.items())
    yield PrometheusSelectors(tuple(f"{name}={value}" for name, value in monitor_labels))
    if plan.operations.prober:
        host, _ = split_host(plan.operations.prober)
        own = plan.operations.monitoring_namespace
        if where := service_namespace(host, own=own):
            yield ExistingObject("service", host.split(".")[0], where)


def _authorities(plan: Plan) -> Iterator[Prerequisite]:
    ca = plan.operations.extra_ca
    if ca.name and ca.kind == "ConfigMap":
        yield ExistingObject("configmap", ca.name, plan.release.namespace)


def _issuer(plan: Plan) -> Iterator[Prerequisite]:
    issuer = plan.tls.issuer
    if plan.tls.mode == "cert-manager" and reads_secrets(plan) and issuer.name:
        kind = f"{issuer.kind.lower()}.cert-manager.io"
        namespace = plan.release.namespace if issuer.kind == "Issuer" else ""
        yield ExistingObject(kind, issuer.name, namespace)
