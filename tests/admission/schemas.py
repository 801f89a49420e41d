"""Built-in objects against the strict schemas of one Kubernetes minor version, amended."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import Any

from referencing import Registry
from referencing import Resource

from tests.admission import object_fields
from tests.admission import pod_fields
from tests.admission.forms import TYPES
from tests.admission.lists import BuiltinValidator
from tests.admission.messages import sentence
from tests.admission.objects import group
from tests.admission.objects import kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

OLDEST = 27
SHELF = files("kubernetes_validate") / "kubernetes-json-schema"
AMENDMENTS = pod_fields.PROPERTIES | object_fields.PROPERTIES


@cache
def newest() -> int:
    """Return the newest minor version whose schemas are installed."""
    return max(
        int(folder.name.split(".")[1]) for folder in SHELF.iterdir() if folder.name[0] == "v"
    )


def minor(kubernetes: str) -> int:
    """Return the minor version to check against: what is too new falls to the newest known."""
    wanted = int(kubernetes.split(".")[1])
    if wanted < OLDEST:
        raise ValueError(f"Kubernetes {kubernetes} is older than 1.{OLDEST}.")
    return min(wanted, newest())


def is_builtin(manifest: Object) -> bool:
    """Tell whether the API server itself defines the object's group."""
    if group(manifest).endswith("gateway.networking.k8s.io"):
        return False
    return "." not in group(manifest) or group(manifest).endswith(".k8s.io")


def laid_over(schema: dict[str, Any], amendment: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with the amendment's keys, merged where both have a mapping."""
    return schema | {
        key: laid_over(schema[key], value)
        if isinstance(value, dict) and isinstance(schema.get(key), dict)
        else value
        for key, value in amendment.items()
    }


def amend(types: dict[str, Any], version: int) -> None:
    """Lay the amendments over the types, and take away what this version would drop."""
    for short, whole in TYPES.items():
        types[f"io.k8s.apimachinery.pkg.{short}"] = whole
    for long, schema in types.items():
        short = long.removeprefix("io.k8s.api.").removeprefix("io.k8s.apimachinery.pkg.apis.")
        properties = schema.get("properties", {})
        for field, amendment in AMENDMENTS.get(short, {}).items():
            if field in properties:
                properties[field] = laid_over(properties[field], amendment)
        for field, since in object_fields.SINCE.get(short, {}).items():
            if version < since:
                properties.pop(field, None)


@cache
def definitions(version: int) -> Resource[Any]:
    """Return the amended types of a minor version."""
    path = SHELF / f"v1.{version}.0-local-strict" / "_definitions.json"
    loaded = json.loads(path.read_text())
    amend(loaded["$defs"], version)
    return Resource.from_contents(loaded)


@cache
def validator(version: int, name: str) -> Any:
    """Return the validator of a file name such as `deployment-apps-v1`, or None without one."""
    path = SHELF / f"v1.{version}.0-local-strict" / f"{name}.json"
    if not path.is_file():
        return None
    schema = json.loads(path.read_text())
    registry: Registry[Any] = Resource.from_contents(schema) @ Registry()
    return BuiltinValidator(schema, registry=definitions(version) @ registry)


def refusals(manifest: Object, version: int) -> Iterator[str]:
    """Yield what the amended schema of a built-in object says against it."""
    api = str(manifest.get("apiVersion", ""))
    short = f"{group(manifest).split('.')[0]}-{api.rpartition('/')[2]}".lstrip("-")
    of_kind = validator(version, f"{kind(manifest).lower()}-{short}")
    if of_kind is None:
        yield f"Kubernetes 1.{version} knows no {kind(manifest)} in {api}"
        return
    yield from map(sentence, of_kind.iter_errors(manifest))


@cache
def metadata_validator(version: int) -> Any:
    """Return the validator of any object's metadata."""
    reference = "urn:amended#/$defs/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
    registry: Registry[Any] = Registry().with_resource("urn:amended", definitions(version))
    return BuiltinValidator({"properties": {"metadata": {"$ref": reference}}}, registry=registry)


def metadata_refusals(manifest: Object, version: int) -> Iterator[str]:
    """Yield what is wrong with the metadata of a custom resource."""
    yield from map(sentence, metadata_validator(version).iter_errors(manifest))
