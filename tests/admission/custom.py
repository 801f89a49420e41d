"""Custom resources against their definitions, unknown fields refused.

A server drops an unknown field of a custom resource in silence, which is worse than refusing it.
The definitions' rules in CEL are not run; those that matter here are in `routes.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import yaml

from tests.admission.lists import CustomValidator
from tests.admission.messages import sentence
from tests.admission.objects import group
from tests.admission.objects import kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

SHELF = Path(__file__).resolve().parents[3] / "shared" / "crds"
# Definitions that nobody may ship beside the project: what bundles use of them, written out.
WRITTEN = Path(__file__).resolve().parent / "definitions"
OPEN = "x-kubernetes-preserve-unknown-fields"
NESTED = ("items", "additionalProperties")


def are_here() -> bool:
    """Tell whether this machine has the definitions; they are no part of the project."""
    return SHELF.is_dir()


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with unknown fields refused and `nullable` said as JSON Schema says it."""
    out = dict(schema)
    if schema.get("nullable") and isinstance(schema.get("type"), str):
        out["type"] = [schema["type"], "null"]
    for key in NESTED:
        if isinstance(schema.get(key), dict):
            out[key] = closed(schema[key])
    if "properties" in schema:
        out["properties"] = {name: closed(inner) for name, inner in schema["properties"].items()}
        if not schema.get(OPEN) and "additionalProperties" not in schema:
            out["additionalProperties"] = False
    return out


def rooted(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the closed schema of a whole object; its metadata is checked as everybody's is."""
    root = closed(schema)
    known = {"apiVersion": {}, "kind": {}, "metadata": {"type": "object"}}
    return root | {"properties": root.get("properties", {}) | known, "required": list(known)}


@cache
def validators(api_group: str) -> dict[tuple[str, str], Any]:
    """Return a validator for each (apiVersion, kind) of a group."""
    return {
        (f"{api_group}/{version['name']}", definition["spec"]["names"]["kind"]): CustomValidator(
            rooted(version["schema"]["openAPIV3Schema"])
        )
        for folder in (SHELF, WRITTEN)
        for path in sorted(folder.glob(f"{api_group}_*.yaml"))
        for definition in yaml.load_all(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if definition and definition["kind"] == "CustomResourceDefinition"
        for version in definition["spec"]["versions"]
        if version.get("served")
    }


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what a custom resource's definition says against it."""
    validator = validators(group(manifest)).get((str(manifest.get("apiVersion")), kind(manifest)))
    if validator is None:
        yield f"nothing defines {kind(manifest)} in {manifest.get('apiVersion')}"
        return
    yield from map(sentence, validator.iter_errors(manifest))
