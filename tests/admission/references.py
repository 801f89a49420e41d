"""Names of one object in another: what they name must be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from tests.admission.objects import at
from tests.admission.objects import containers
from tests.admission.objects import kind
from tests.admission.objects import name
from tests.admission.objects import namespace
from tests.admission.objects import pod
from tests.admission.objects import selects
from tests.admission.objects import template
from tests.admission.objects import template_labels
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object


@dataclass(frozen=True)
class Neighbours:
    """The objects that are applied together, and the names that exist already."""

    objects: list[Object]
    existing: frozenset[str]

    def find(self, wanted: str, called: str, where: str) -> Object | None:
        """Return the object of this kind and name in this namespace, or None."""
        for manifest in self.objects:
            if (kind(manifest), name(manifest), namespace(manifest)) == (wanted, called, where):
                return manifest
        return None

    def lacks(self, wanted: str, called: str, where: str) -> bool:
        """Tell whether nothing of this kind and name will be in this namespace."""
        return (
            f"{wanted}/{called}" not in self.existing and self.find(wanted, called, where) is None
        )

    def selected(self, selector: Any, where: str) -> list[Object]:
        """Return the workloads of a namespace whose pods a label selector chooses."""
        return [
            manifest
            for manifest in self.objects
            if (template(manifest) or kind(manifest) == "Pooler")
            and namespace(manifest) == where
            and selects(selector, _pod_labels(manifest))
        ]


def _pod_labels(manifest: Object) -> dict[str, str]:
    """Return the labels of the pods; CloudNativePG's carry those of the Pooler's template."""
    labels: dict[str, str] = at(manifest, "spec.template.metadata.labels", {})
    return labels if kind(manifest) == "Pooler" else template_labels(manifest)


def refusals(manifest: Object, near: Neighbours) -> Iterator[str]:
    """Yield each name in an object that nothing bears."""
    where = namespace(manifest)
    for wanted, called in (*_of_pod(manifest), *_of_others(manifest)):
        if near.lacks(wanted, called, where):
            yield f"there is no {wanted} {called}"
    if kind(manifest) == "PodDisruptionBudget" and not near.selected(
        at(manifest, "spec.selector"), where
    ):
        yield "protects no pod"
    if kind(manifest) == "Service":
        yield from _service(manifest, near)
    if kind(manifest) in {"Ingress", "HTTPRoute"}:
        yield from _backends(manifest, near)


def _of_pod(manifest: Object) -> Iterator[tuple[str, str]]:
    spec = pod(manifest)
    account = at(spec, "serviceAccountName", "default")
    if spec and account != "default":
        yield "ServiceAccount", account
    sources = [at(volume, "configMap") for volume in things(spec, "volumes")]
    for volume in things(spec, "volumes"):
        sources += [source.get("configMap") for source in things(volume, "projected.sources")]
        if claim := at(volume, "persistentVolumeClaim.claimName"):
            yield "PersistentVolumeClaim", claim
    for container in containers(manifest):
        sources += [source.get("configMapRef") for source in things(container, "envFrom")]
        sources += [
            at(variable, "valueFrom.configMapKeyRef") for variable in things(container, "env")
        ]
    for source in sources:
        if source and not source.get("optional"):
            yield "ConfigMap", source.get("name", "")


def _of_others(manifest: Object) -> Iterator[tuple[str, str]]:
    if kind(manifest) == "HorizontalPodAutoscaler":
        yield (
            at(manifest, "spec.scaleTargetRef.kind", ""),
            at(manifest, "spec.scaleTargetRef.name", ""),
        )
    if kind(manifest) == "StatefulSet" and at(manifest, "spec.serviceName"):
        yield "Service", at(manifest, "spec.serviceName")
    if kind(manifest) == "RoleBinding" and at(manifest, "roleRef.kind") == "Role":
        yield "Role", at(manifest, "roleRef.name", "")


def _service(manifest: Object, near: Neighbours) -> Iterator[str]:
    selector = at(manifest, "spec.selector")
    if not selector:
        return
    chosen = near.selected({"matchLabels": selector}, namespace(manifest))
    if not chosen:
        yield "chooses no pod"
        return
    open_ports = [
        port for workload in chosen for c in containers(workload) for port in things(c, "ports")
    ]
    known = {port.get(field) for port in open_ports for field in ("name", "containerPort")}
    for port in things(manifest, "spec.ports"):
        if (target := port.get("targetPort", port.get("port"))) not in known:
            yield f"targetPort {target} is no port of the pods it chooses"


def _backends(manifest: Object, near: Neighbours) -> Iterator[str]:
    for called, port, where in _named_backends(manifest):
        if near.lacks("Service", called, where):
            yield f"there is no Service {called}"
        elif service := near.find("Service", called, where):
            ports = things(service, "spec.ports")
            if port not in {port.get(field) for port in ports for field in ("name", "port")}:
                yield f"Service {called} has no port {port}"


def _named_backends(manifest: Object) -> Iterator[tuple[str, Any, str]]:
    own_namespace = namespace(manifest)
    for rule in things(manifest, "spec.rules"):
        for path in things(rule, "http.paths"):
            if service := at(path, "backend.service"):
                port = service.get("port") or {}
                yield service.get("name", ""), port.get("number", port.get("name")), own_namespace
        for backend in things(rule, "backendRefs"):
            if backend.get("kind", "Service") == "Service":
                where = backend.get("namespace", own_namespace)
                yield backend.get("name", ""), backend.get("port"), where
