"""Finding one's way in a Kubernetes object."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

Object = dict[str, Any]

CLUSTER_WIDE = {
    *("Namespace", "ClusterIssuer", "ClusterSecretStore", "ClusterRole", "ClusterRoleBinding"),
    *("PriorityClass", "StorageClass", "GatewayClass", "IngressClass", "PersistentVolume"),
}


def kind(thing: Object) -> str:
    """Return the object's kind."""
    return str(thing.get("kind", "?"))


def group(thing: Object) -> str:
    """Return the object's API group, empty for the core group."""
    return str(thing.get("apiVersion", "")).rpartition("/")[0]


def name(thing: Object) -> str:
    """Return the object's name."""
    return str(at(thing, "metadata.name", "?"))


def namespace(thing: Object) -> str:
    """Return the namespace the object is in, `default` when it names none."""
    return "" if kind(thing) in CLUSTER_WIDE else str(at(thing, "metadata.namespace", "default"))


def at(thing: Any, path: str, default: Any = None) -> Any:
    """Return what lies at a dotted path, or the default where nothing does."""
    for step in path.split("."):
        if not isinstance(thing, dict) or thing.get(step) is None:
            return default
        thing = thing[step]
    return thing


def things(thing: Any, path: str) -> list[Any]:
    """Return the mappings listed at a dotted path; whatever else is there the schema refuses."""
    found = at(thing, path, [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def template(thing: Object) -> Object | None:
    """Return the pod template of a workload (a Pod is its own), or None."""
    if kind(thing) == "Pod":
        return thing
    if kind(thing) == "CronJob":
        return at(thing, "spec.jobTemplate.spec.template") or None
    if kind(thing) in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"}:
        return at(thing, "spec.template") or None
    return None


def pod(thing: Object) -> Object | None:
    """Return the pod specification of a workload, or None."""
    return at(template(thing), "spec") or None


def containers(thing: Object) -> list[Object]:
    """Return every container of a workload, initial ones too."""
    spec = pod(thing)
    return [*things(spec, "initContainers"), *things(spec, "containers")]


def template_labels(thing: Object) -> dict[str, str]:
    """Return the labels of a workload's pods."""
    found: dict[str, str] = at(template(thing), "metadata.labels", {})
    return found


def selects(selector: Any, labels: dict[str, str]) -> bool:
    """Tell whether a label selector (`matchLabels`, `matchExpressions`) chooses these labels."""
    wanted = at(selector, "matchLabels", {}).items()
    return wanted <= labels.items() and all(
        _holds(each, labels) for each in things(selector, "matchExpressions")
    )


def _holds(expression: Object, labels: dict[str, str]) -> bool:
    value = labels.get(expression.get("key", ""))
    values = expression.get("values") or []
    return {
        "In": value in values,
        "NotIn": value not in values,
        "Exists": value is not None,
        "DoesNotExist": value is None,
    }.get(str(expression.get("operator")), False)


def repeated(values: Sequence[Any]) -> Iterator[Any]:
    """Yield each value that comes more than once, once."""
    seen: list[Any] = []
    for value in values:
        if value is not None and seen.count(value) == 1:
            yield value
        seen.append(value)


def walk(thing: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value below an object with its dotted path."""
    pairs = (
        thing.items()
        if isinstance(thing, dict)
        else enumerate(thing)
        if isinstance(thing, list)
        else ()
    )
    for key, value in pairs:
        here = f"{path}.{key}" if path else str(key)
        yield here, value
        yield from walk(value, here)
