"""The list of prerequisites in README.md."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import assert_never

from generators.manifests.ingress.controllers import CONTROLLERS
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
from generators.manifests.secrets.providers import PROVIDERS

# The product that serves an API group.
SERVED_BY: Mapping[str, str] = {
    "barmancloud.cnpg.io": "the Barman Cloud plugin of CloudNativePG",
    "cert-manager.io": "cert-manager",
    "cilium.io": "Cilium",
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
MESHES = {
    "none": "A namespace in no service mesh",
    "istio-sidecar": "A namespace that Istio injects sidecars into",
    "istio-ambient": "A namespace in Istio's ambient mesh",
}
RESOLVERS = {
    "kube-dns": "pods labelled `k8s-app=kube-dns` in `kube-system`, and no NodeLocal DNSCache",
    "node-local": "NodeLocal DNSCache",
    "openshift": "the pods of `openshift-dns`",
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
    "service": "The Service",
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
            line = _network_line(prerequisite)
    return line


def _network_line(prerequisite: NetworkPrerequisite) -> str:
    match prerequisite:
        case GatewayListeners(gateway, _, names, routes_from):
            listeners = " and ".join(f"`{name}`" for name in names)
            line = (
                f"On the Gateway `{gateway}`, the listeners {listeners}, which accept routes from "
                f"the namespace `{routes_from}`"
            )
        case GatewayController(gateway, _, controller, _):
            line = f"For the Gateway `{gateway}`, a GatewayClass of the controller `{controller}`"
        case Resolvers(keyword):
            line = f"DNS where the network policies allow it: {RESOLVERS[keyword]}"
        case PrometheusSelectors(labels):
            selected = ", ".join(f"`{label}`" for label in labels) or "no label"
            line = f"A Prometheus that selects rules, monitors and probes with {selected}"
        case Platform(name):
            line = "OpenShift" if name == "openshift" else "A platform other than OpenShift"
        case ServiceMesh(mode):
            line = MESHES[mode]
        case IpFamily(name):
            line = f"Services with {name} addresses"
        case ApiServerByAddress():
            line = "A network plugin that matches the API server by its address (not Cilium)"
        case _:
            assert_never(prerequisite)
    return line


def _object(existing: ExistingObject) -> str:
    kind = existing.kind.partition(".")[0]
    suffix = f" in the namespace `{existing.namespace}`" if existing.namespace else ""
    return f"{KINDS.get(kind, f'The {kind}')} `{existing.name}`{suffix}"
