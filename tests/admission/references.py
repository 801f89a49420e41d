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
        for each in self.objects:
            if (kind(each), name(each), namespace(each)) == (wanted, called, where):
                return each
        return None

    def lacks(self, wanted: str, called: str, where: str) -> bool:
        """Tell whether nothing of this kind and name will be in this namespace."""
        return (
            f"{wanted}/{called}" not in self.existing and self.find(wanted, called, where) is None
        )

    def selected(self, selector: Any, where: str) -> list[Object]:
        """Return the workloads of a namespace whose pods a label selector chooses."""
        return [
            each
            for each in self.objects
            if (template(each) or kind(each) == "Pooler")
            and namespace(each) == where
            and selects(selector, _pod_labels(each))
        ]


def _pod_labels(thing: Object) -> dict[str, str]:
    """Return the labels of the pods; CloudNativePG's carry those of the Pooler's template."""
    found: dict[str, str] = at(thing, "spec.template.metadata.labels", {})
    return found if kind(thing) == "Pooler" else template_labels(thing)


def refusals(thing: Object, near: Neighbours) -> Iterator[str]:
    """Yield each name in an object that nothing bears."""
    where = namespace(thing)
    for wanted, called in (*_of_pod(thing), *_of_others(thing)):
        if near.lacks(wanted, called, where):
            yield f"there is no {wanted} {called}"
    if kind(thing) == "PodDisruptionBudget" and not near.selected(
        at(thing, "spec.selector"), where
    ):
        yield "protects no pod"
    if kind(thing) == "Service":
        yield from _service(thing, near)
    if kind(thing) in {"Ingress", "HTTPRoute"}:
        yield from _backends(thing, near)


def _of_pod(thing: Object) -> Iterator[tuple[str, str]]:
    spec = pod(thing)
    account = at(spec, "serviceAccountName", "default")
    if spec and account != "default":
        yield "ServiceAccount", account
    sources = [at(volume, "configMap") for volume in things(spec, "volumes")]
    for volume in things(spec, "volumes"):
        sources += [each.get("configMap") for each in things(volume, "projected.sources")]
        if claim := at(volume, "persistentVolumeClaim.claimName"):
            yield "PersistentVolumeClaim", claim
    for container in containers(thing):
        sources += [each.get("configMapRef") for each in things(container, "envFrom")]
        sources += [at(each, "valueFrom.configMapKeyRef") for each in things(container, "env")]
    for source in sources:
        if source and not source.get("optional"):
            yield "ConfigMap", source.get("name", "")


def _of_others(thing: Object) -> Iterator[tuple[str, str]]:
    if kind(thing) == "HorizontalPodAutoscaler":
        yield at(thing, "spec.scaleTargetRef.kind", ""), at(thing, "spec.scaleTargetRef.name", "")
    if kind(thing) == "StatefulSet" and at(thing, "spec.serviceName"):
        yield "Service", at(thing, "spec.serviceName")
    if kind(thing) == "RoleBinding" and at(thing, "roleRef.kind") == "Role":
        yield "Role", at(thing, "roleRef.name", "")


def _service(thing: Object, near: Neighbours) -> Iterator[str]:
    selector = at(thing, "spec.selector")
    if not selector:
        return
    chosen = near.selected({"matchLabels": selector}, namespace(thing))
    if not chosen:
        yield "chooses no pod"
        return
    open_ports = [port for each in chosen for c in containers(each) for port in things(c, "ports")]
    known = {port.get(field) for port in open_ports for field in ("name", "containerPort")}
    for port in things(thing, "spec.ports"):
        if (target := port.get("targetPort", port.get("port"))) not in known:
            yield f"targetPort {target} is no port of the pods it chooses"


def _backends(thing: Object, near: Neighbours) -> Iterator[str]:
    for called, port, where in _named_backends(thing):
        if near.lacks("Service", called, where):
            yield f"there is no Service {called}"
        elif service := near.find("Service", called, where):
            ports = things(service, "spec.ports")
            if port not in {each.get(field) for each in ports for field in ("name", "port")}:
                yield f"Service {called} has no port {port}"


def _named_backends(thing: Object) -> Iterator[tuple[str, Any, str]]:
    here = namespace(thing)
    for rule in things(thing, "spec.rules"):
        for path in things(rule, "http.paths"):
            if service := at(path, "backend.service"):
                port = service.get("port") or {}
                yield service.get("name", ""), port.get("number", port.get("name")), here
        for backend in things(rule, "backendRefs"):
            if backend.get("kind", "Service") == "Service":
                where = backend.get("namespace", here)
                yield backend.get("name", ""), backend.get("port"), where
