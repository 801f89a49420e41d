"""The script that looks in a cluster for what must exist before the first apply."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import assert_never

from generators.manifests.operations.prerequisites import prerequisites
from generators.manifests.part import File
from generators.manifests.part import RequiredSecret
from generators.manifests.prerequisite import ApiGroup
from generators.manifests.prerequisite import ApiServerByAddress
from generators.manifests.prerequisite import DefaultStorageClass
from generators.manifests.prerequisite import ExistingObject
from generators.manifests.prerequisite import GatewayController
from generators.manifests.prerequisite import GatewayListeners
from generators.manifests.prerequisite import IpFamily
from generators.manifests.prerequisite import KubernetesVersion
from generators.manifests.prerequisite import LabelledNodes
from generators.manifests.prerequisite import MetricsApi
from generators.manifests.prerequisite import NetworkPrerequisite
from generators.manifests.prerequisite import NoCpuQuota
from generators.manifests.prerequisite import Platform
from generators.manifests.prerequisite import Prerequisite
from generators.manifests.prerequisite import PrometheusSelectors
from generators.manifests.prerequisite import Resolvers
from generators.manifests.prerequisite import ServiceMesh
from generators.manifests.prerequisite import StorageClass
from generators.manifests.prerequisite import VolumeClaim
from generators.manifests.secrets.providers import provider
from generators.manifests.tls import certificates
from generators.plan import Plan

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
    "release.namespaceDedicated",
    "scaling.helperLimits",
    "scaling.backend.nodeSelector",
    "scaling.frontend.nodeSelector",
    "scaling.docs.nodeSelector",
    "operations.volumes",
    "operations.networkPolicies",
    "operations.dns",
    "operations.monitorLabels",
    "operations.prober",
    "release.platform",
    "release.ipFamilies",
    "release.mesh",
    "ingress.gateway.listeners.http",
    "ingress.gateway.listeners.https",
    "operations.extraCa.kind",
    "operations.extraCa.name",
)

# Functions that few plans need, each in a file of its name.
FURTHER = ("need_nodes", "need_no_cpu_quota")

Call = tuple[str, ...]


def preflight(plan: Plan, secrets: Sequence[RequiredSecret], crds: Sequence[str]) -> File:
    """Write the script that checks the prerequisites and Secrets of all topics together."""
    checks = [_check(prerequisite) for prerequisite in prerequisites(plan, crds)]
    called = {call[0] for call in checks}
    lines = [
        *(_function(name) for name in FURTHER if name in called),
        f"NAMESPACE={shlex.quote(plan.release.namespace)}",
        *(shlex.join(call) for call in (*checks, *_secrets(plan, secrets))),
        "finish",
    ]
    return File(
        f"scripts/{SCRIPT}",
        _function("preflight") + "\n".join(lines) + "\n",
        "Checks the current cluster context for the prerequisites. It changes nothing and shows "
        "no Secret value.",
        tuple(dict.fromkeys((*CHOICES, *(path for secret in secrets for path in secret.choices)))),
        ("rollout.controls", "security.secrets"),
        executable=True,
    )


@cache
def _function(name: str) -> str:
    return files(__package__).joinpath("files", f"{name}.sh").read_text(encoding="utf-8")


def _check(prerequisite: Prerequisite) -> Call:
    """Write the call of the script's function that checks a prerequisite."""
    call: Call
    match prerequisite:
        case KubernetesVersion(minor):
            call = ("need_cluster", str(minor))
        case ExistingObject(kind, name, namespace):
            call = ("need", kind, name, *(("-n", namespace) if namespace else ()))
        case ApiGroup(group):
            call = ("need_api", group)
        case MetricsApi():
            call = ("need_metrics",)
        case VolumeClaim(name, access_mode):
            call = ("need_claim", name, access_mode)
        case StorageClass(name, provisioner):
            call = ("need_class", name, provisioner)
        case DefaultStorageClass():
            call = ("need_default_class",)
        case LabelledNodes():
            call = ("need_nodes", prerequisite.workload, prerequisite.selector)
        case NoCpuQuota():
            call = ("need_no_cpu_quota",)
        case _:
            call = _network_check(prerequisite)
    return call


def _network_check(prerequisite: NetworkPrerequisite) -> Call:
    call: Call
    match prerequisite:
        case GatewayListeners(gateway, namespace, names, routes_from):
            call = ("need_listeners", gateway, namespace, routes_from, *names)
        case GatewayController(gateway, namespace, controller, implementation):
            call = ("need_controller", gateway, namespace, controller, implementation)
        case Resolvers(keyword):
            call = ("need_dns", keyword)
        case PrometheusSelectors(labels):
            call = ("need_selected", *labels)
        case Platform(name):
            call = ("need_platform", name)
        case ServiceMesh(mode):
            call = ("need_mesh", mode)
        case IpFamily(name):
            call = ("need_family", name)
        case ApiServerByAddress():
            call = ("need_api_server_by_address",)
        case _:
            assert_never(prerequisite)
    return call


def _secrets(plan: Plan, secrets: Sequence[RequiredSecret]) -> Iterator[Call]:
    for secret in secrets:
        maker = _maker(plan, secret)
        if maker:
            yield ("later", secret.name, maker, *(entry.key for entry in secret.entries))
        elif not secret.entries:
            yield ("need", "secret", secret.name, "-n", plan.release.namespace)
        else:
            yield ("need_secret", secret.name, *(entry.key for entry in secret.entries))
    key = plan.secrets.key_file
    yield ("need_key_format", key.name, key.key)


def _maker(plan: Plan, secret: RequiredSecret) -> str:
    """Name who makes a Secret after the first apply; nobody where it has to be there before."""
    issued = {certificate.secret for certificate in certificates(plan)}
    provided = "" if secret.name in issued else provider(plan).creator
    return secret.made_by or provided
