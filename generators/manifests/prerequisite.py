"""What must exist in the cluster before the first apply: one class for each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True)
class LabelledNodes:
    """A node with these labels, on which a workload may run."""

    labels: tuple[tuple[str, str], ...]
    workload: str

    @property
    def selector(self) -> str:
        """Write the labels as ``kubectl get -l`` takes them."""
        return ",".join(f"{key}={value}" for key, value in self.labels)


@dataclass(frozen=True)
class NoCpuQuota:
    """No ResourceQuota on limits.cpu in the namespace: some containers have no CPU limit."""


@dataclass(frozen=True)
class GatewayListeners:
    """Listeners of a Gateway by name, which accept routes from ``routes_from``."""

    gateway: str
    namespace: str
    names: tuple[str, ...]
    routes_from: str


@dataclass(frozen=True)
class GatewayController:
    """A Gateway whose class names this controller; ``implementation`` is the plan's word for it."""

    gateway: str
    namespace: str
    controller: str
    implementation: str


@dataclass(frozen=True)
class Resolvers:
    """DNS where the network policies allow it: a keyword of the plan."""

    keyword: str


@dataclass(frozen=True)
class PrometheusSelectors:
    """A Prometheus that selects rules and monitors by these labels, each ``NAME=value``."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Platform:
    """The platform of the plan: ``kubernetes`` or ``openshift``."""

    name: str


@dataclass(frozen=True)
class ServiceMesh:
    """The mesh of a namespace: ``none``, ``istio-sidecar`` or ``istio-ambient``."""

    mode: str


@dataclass(frozen=True)
class IpFamily:
    """The first address family of the cluster's Services: IPv4 or IPv6."""

    name: str


@dataclass(frozen=True)
class ApiServerByAddress:
    """A network plugin that matches the API server by its address, which Cilium does not."""


NetworkPrerequisite = (
    GatewayListeners
    | GatewayController
    | Resolvers
    | PrometheusSelectors
    | Platform
    | ServiceMesh
    | IpFamily
    | ApiServerByAddress
)
Prerequisite = (
    KubernetesVersion
    | ExistingObject
    | ApiGroup
    | MetricsApi
    | VolumeClaim
    | StorageClass
    | DefaultStorageClass
    | LabelledNodes
    | NoCpuQuota
    | NetworkPrerequisite
)
