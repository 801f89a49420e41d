"""The ConfigMaps that kustomize makes of files, and the hash of their content in their names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generators.environments.strategic_merge import POD_KINDS
from generators.manifests.part import Manifest

REFERENCES = ("configMap", "configMapRef", "configMapKeyRef")
# Digits and vowels of the hash are replaced, so that it spells no word.
# https://github.com/kubernetes-sigs/kustomize/blob/master/api/hasher/hasher.go
LETTERS = str.maketrans("013ae", "ghkmt")
# Go's encoder escapes what could end a script in HTML. https://pkg.go.dev/encoding/json#Marshal
ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def data_of(entry: Mapping[str, Any], folder: str, files: Mapping[str, str]) -> dict[str, str]:
    """Read the files that an entry of ``configMapGenerator`` names."""
    data: dict[str, str] = {}
    for path in entry.get("envs", ()):
        data |= dict(_lines(files[f"{folder}/{path}"]))
    for named in entry.get("files", ()):
        key, separator, path = named.partition("=")
        path = path if separator else named
        data[key if separator else path.rpartition("/")[2]] = files[f"{folder}/{path}"]
    return data


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, separator, value = line.partition("=")
        if separator and not line.lstrip().startswith("#"):
            yield name, value


def config_map(entry: Mapping[str, Any], options: Mapping[str, Any], data: Manifest) -> Manifest:
    """Make the object of an entry, with the labels and annotations of its options."""
    own = entry.get("options", {})
    metadata: Manifest = {"name": entry["name"]}
    for field in ("labels", "annotations"):
        if given := {**options.get(field, {}), **own.get(field, {})}:
            metadata[field] = given
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


def changed(before: Manifest, after: Manifest, *, merge: bool) -> Manifest:
    """Give a ConfigMap that an entry with ``behavior`` merges into another, or puts in its place.

    Labels and annotations of both stay in either case.
    """
    metadata = {**before["metadata"], **after["metadata"]}
    for field in ("labels", "annotations"):
        if joined := before["metadata"].get(field, {}) | after["metadata"].get(field, {}):
            metadata[field] = joined
    data = {**(before["data"] if merge else {}), **after["data"]}
    return {**after, "metadata": metadata, "data": data}


def hashed(made: Manifest) -> str:
    """Give the name of a ConfigMap with the hash of its content."""
    name = made["metadata"]["name"]
    # kustomize means to hash the name too, and looks it up where it is not.
    content = {"kind": "ConfigMap", "name": "", "data": made["data"] or ""}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for sign, escape in ESCAPED.items():
        text = text.replace(sign, escape)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{name}-{digest[:10].translate(LETTERS)}"


def with_names(objects: Iterable[Manifest], names: Mapping[str, str]) -> list[Manifest]:
    """Name the ConfigMaps by their hashes, wherever a pod refers to them."""
    return [_renamed(entry, names) if entry["kind"] in POD_KINDS else entry for entry in objects]


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    if not isinstance(value, dict):
        return value
    renamed = {key: _renamed(inner, names) for key, inner in value.items()}
    for key in REFERENCES:
        source = renamed.get(key)
        if isinstance(source, dict) and source.get("name") in names:
            renamed[key] = {**source, "name": names[source["name"]]}
    return renamed
