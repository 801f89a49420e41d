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


def kind(manifest: Object) -> str:
    """Return the object's kind."""
    return str(manifest.get("kind", "?"))


def group(manifest: Object) -> str:
    """Return the object's API group, empty for the core group."""
    return str(manifest.get("apiVersion", "")).rpartition("/")[0]


def name(manifest: Object) -> str:
    """Return the object's name."""
    return str(at(manifest, "metadata.name", "?"))


def namespace(manifest: Object) -> str:
    """Return the namespace the object is in, `default` when it names none."""
    return (
        "" if kind(manifest) in CLUSTER_WIDE else str(at(manifest, "metadata.namespace", "default"))
    )


def at(value: Any, path: str, default: Any = None) -> Any:
    """Return what lies at a dotted path, or the default where nothing does."""
    for step in path.split("."):
        if not isinstance(value, dict) or value.get(step) is None:
            return default
        value = value[step]
    return value


def things(value: Any, path: str) -> list[Any]:
    """Return the mappings listed at a dotted path; whatever else is there the schema refuses."""
    listed = at(value, path, [])
    return (
        [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    )


def template(manifest: Object) -> Object | None:
    """Return the pod template of a workload (a Pod is its own), or None."""
    if kind(manifest) == "Pod":
        return manifest
    if kind(manifest) == "CronJob":
        return at(manifest, "spec.jobTemplate.spec.template") or None
    if kind(manifest) in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"}:
        return at(manifest, "spec.template") or None
    return None


def pod(manifest: Object) -> Object | None:
    """Return the pod specification of a workload, or None."""
    return at(template(manifest), "spec") or None


def containers(manifest: Object) -> list[Object]:
    """Return every container of a workload, initial ones too."""
    spec = pod(manifest)
    return [*things(spec, "initContainers"), *things(spec, "containers")]


def template_labels(manifest: Object) -> dict[str, str]:
    """Return the labels of a workload's pods."""
    labels: dict[str, str] = at(template(manifest), "metadata.labels", {})
    return labels


def selects(selector: Any, labels: dict[str, str]) -> bool:
    """Tell whether a label selector (`matchLabels`, `matchExpressions`) chooses these labels."""
    wanted = at(selector, "matchLabels", {}).items()
    return wanted <= labels.items() and all(
        _holds(expression, labels) for expression in things(selector, "matchExpressions")
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


def walk(branch: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value below an object with its dotted path."""
    pairs = (
        branch.items()
        if isinstance(branch, dict)
        else enumerate(branch)
        if isinstance(branch, list)
        else ()
    )
    for key, value in pairs:
        inner_path = f"{path}.{key}" if path else str(key)
        yield inner_path, value
        yield from walk(value, inner_path)
