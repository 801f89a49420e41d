"""The list of prerequisites in README.md."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import assert_never

from generators.manifests.ingress.controllers import CONTROLLERS
from generators.manifests.prerequisite import ApiGroup
from generators.manifests.prerequisite import DefaultStorageClass
from generators.manifests.prerequisite import ExistingObject
from generators.manifests.prerequisite import KubernetesVersion
from generators.manifests.prerequisite import LabelledNodes
from generators.manifests.prerequisite import MetricsApi
from generators.manifests.prerequisite import NoCpuQuota
from generators.manifests.prerequisite import Prerequisite
from generators.manifests.prerequisite import StorageClass
from generators.manifests.prerequisite import VolumeClaim
from generators.manifests.secrets.providers import PROVIDERS

# The product that serves an API group.
SERVED_BY: Mapping[str, str] = {
    "barmancloud.cnpg.io": "the Barman Cloud plugin of CloudNativePG",
    "cert-manager.io": "cert-manager",
    "monitoring.coreos.com": "the Prometheus Operator",
    "postgresql.cnpg.io": "CloudNativePG",
    **{
        group: product
        for controller in CONTROLLERS.values()
        for group, product in controller.api_groups.items()
    },
    **{
        group: product
        for provider in PROVIDERS.values()
        for group, product in provider.api_groups.items()
    },
}
KINDS = {
    "clusterissuer": "The ClusterIssuer",
    "clustersecretstore": "The ClusterSecretStore",
    "configmap": "The ConfigMap",
    "gateway": "The Gateway",
    "gatewayclass": "The GatewayClass",
    "ingressclass": "The IngressClass",
    "issuer": "The Issuer",
    "namespace": "The namespace",
    "persistentvolumeclaim": "The PersistentVolumeClaim",
    "secretstore": "The SecretStore",
    "storageclass": "The StorageClass",
}


def prerequisite_lines(prerequisites: Iterable[Prerequisite]) -> tuple[str, ...]:
    """Write each prerequisite as Markdown; Secrets have a table of their own."""
    return tuple(map(_line, prerequisites))


def _line(prerequisite: Prerequisite) -> str:
    match prerequisite:
        case KubernetesVersion(minor):
            line = f"Kubernetes 1.{minor} or newer, and a `kubectl` of a supported version"
        case ExistingObject():
            line = _object(prerequisite)
        case ApiGroup(group):
            product = SERVED_BY.get(group, "")
            line = f"The API `{group}`{f', of {product}' if product else ''}"
        case MetricsApi():
            line = "The API `metrics.k8s.io` of metrics-server, for the HorizontalPodAutoscaler"
        case VolumeClaim(name, access_mode):
            line = f"The PersistentVolumeClaim `{name}`, {access_mode}"
        case StorageClass(name, provisioner):
            line = f"The StorageClass `{name}`, served by `{provisioner}`"
        case DefaultStorageClass():
            line = "A default StorageClass"
        case LabelledNodes(_, workload):
            line = f"A node with the labels `{prerequisite.selector}`, for the {workload}"
        case NoCpuQuota():
            line = (
                "No ResourceQuota on limits.cpu in the namespace; where there is one, turn on "
                "`scaling.helperLimits`"
            )
        case _:
            assert_never(prerequisite)
    return line


def _object(wanted: ExistingObject) -> str:
    kind = wanted.kind.partition(".")[0]
    place = f" in the namespace `{wanted.namespace}`" if wanted.namespace else ""
    return f"{KINDS.get(kind, f'The {kind}')} `{wanted.name}`{place}"
