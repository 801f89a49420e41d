"""What kustomize renders of a bundle's files, for the fields that a bundle uses.

A bundle may be stored, of an older version, or on somebody's disk; so its text is read, not the
plan that it was made from. Tests hold the result against the real kustomize.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from generators.changes.config_maps import changed
from generators.changes.config_maps import config_map
from generators.changes.config_maps import data_of
from generators.changes.config_maps import hashed
from generators.changes.config_maps import with_names
from generators.environments.images import with_images
from generators.environments.strategic_merge import entry_names
from generators.environments.strategic_merge import merged
from generators.manifests.part import Manifest
from generators.yaml import loader

KUSTOMIZATION = "kustomization.yaml"
FIELDS = frozenset(
    {
        "apiVersion",
        "kind",
        "namespace",
        "resources",
        "components",
        "labels",
        "images",
        "replicas",
        "generatorOptions",
        "configMapGenerator",
        "patches",
    }
)
# Kinds of a bundle that belong to no namespace.
CLUSTER_SCOPED = frozenset({"Namespace", "ClusterRole", "ClusterRoleBinding", "PersistentVolume"})
Key = tuple[str, str, str, str]


class CannotRender(ValueError):
    """The files are no bundle that this version understands; the message says where."""


def overlays(files: Mapping[str, str]) -> tuple[str, ...]:
    """List the environments of a bundle, by the names of their overlays."""
    matches = (re.fullmatch(rf"overlays/([^/]+)/{KUSTOMIZATION}", path) for path in files)
    return tuple(match[1] for match in matches if match)


def rendered_objects(files: Mapping[str, str], folder: str) -> tuple[Manifest, ...]:
    """Render a folder of a bundle; ``files`` maps paths in the bundle to their texts."""
    try:
        rendering = _Rendering(files)
        rendering.read(folder)
    except KeyError as error:
        raise CannotRender(f"{folder} needs {error}, which is not in the bundle.") from None
    except loader.Unreadable as error:
        raise CannotRender(f"A file of {folder} is not YAML: {error}") from None
    return rendering.finished()


def key_of(entry: Mapping[str, Any]) -> Key:
    """Give the identity of an object: API version, kind, namespace and name."""
    metadata = entry["metadata"]
    return entry["apiVersion"], entry["kind"], metadata.get("namespace", ""), metadata["name"]


@dataclass
class _Rendering:
    """Objects as they are after some folders were read."""

    files: Mapping[str, str]
    objects: dict[Key, Manifest] = field(default_factory=dict)
    generated: set[str] = field(default_factory=set)

    def read(self, folder: str) -> None:
        """Read a folder as kustomize does: resources, generators, components, transformers."""
        (body,) = loader.objects(self.files[f"{folder}/{KUSTOMIZATION}"])
        if unknown := set(body) - FIELDS:
            raise CannotRender(f"{folder}/{KUSTOMIZATION} has {', '.join(sorted(unknown))}.")
        for path in body.get("resources", ()):
            self._resource(posixpath.normpath(f"{folder}/{path}"))
        for entry in body.get("configMapGenerator", ()):
            self._generate(entry, body.get("generatorOptions", {}), folder)
        for path in body.get("components", ()):
            self.read(posixpath.normpath(f"{folder}/{path}"))
        self._transform(body, folder)

    def _resource(self, path: str) -> None:
        if f"{path}/{KUSTOMIZATION}" in self.files:
            self.read(path)
            return
        for entry in loader.objects(self.files[path]):
            self.objects[key_of(entry)] = entry

    def _generate(self, entry: Mapping[str, Any], options: Mapping[str, Any], folder: str) -> None:
        made = config_map(entry, options, data_of(entry, folder, self.files))
        behavior = entry.get("behavior", "create")
        if behavior != "create":
            before = self.objects[key_of(made)]
            made = changed(before, made, merge=behavior == "merge")
        self.objects[key_of(made)] = made
        self.generated.add(made["metadata"]["name"])

    def _transform(self, body: Mapping[str, Any], folder: str) -> None:
        for entry in body.get("patches", ()):
            for change in loader.objects(self.files[f"{folder}/{entry['path']}"]):
                self._patch(change, entry.get("target", {}))
        if namespace := body.get("namespace"):
            self._replace(_in_namespace(entry, namespace) for entry in self.objects.values())
        for entry in body.get("labels", ()):
            pairs = entry["pairs"]
            self._replace(_labelled(manifest, pairs) for manifest in self.objects.values())
        for entry in body.get("replicas", ()):
            self._replace(_scaled(manifest, entry) for manifest in self.objects.values())
        if images := body.get("images"):
            self._replace(with_images(entry, images) for entry in self.objects.values())

    def _replace(self, objects: Iterable[Manifest]) -> None:
        self.objects = {key_of(entry): entry for entry in tuple(objects)}

    def _patch(self, change: Any, target: Mapping[str, str]) -> None:
        if not isinstance(change, dict):
            raise CannotRender("A JSON patch is not read.")
        for key in self._targets(change, target):
            if change.get("$patch") == "delete":
                del self.objects[key]
            else:
                names = entry_names(key[1])
                self.objects[key] = merged(self.objects[key], _body(change), names)

    def _targets(self, change: Manifest, target: Mapping[str, str]) -> list[Key]:
        if target:
            return [key for key in self.objects if _selected(key, target)]
        return [key for key in self.objects if key == key_of(change)]

    def finished(self) -> tuple[Manifest, ...]:
        """Give the objects with the final names of the ConfigMaps."""
        names = {
            entry["metadata"]["name"]: hashed(entry)
            for entry in self.objects.values()
            if entry["kind"] == "ConfigMap" and entry["metadata"]["name"] in self.generated
        }
        objects = [_named(entry, names) for entry in self.objects.values()]
        return tuple(with_names(objects, names))


def _selected(key: Key, target: Mapping[str, str]) -> bool:
    _, kind, _, name = key
    return all(
        re.fullmatch(target[field], value) is not None
        for field, value in (("kind", kind), ("name", name))
        if field in target
    )


def _body(change: Manifest) -> Manifest:
    """Give a patch without what names its object."""
    metadata = {k: v for k, v in change["metadata"].items() if k not in ("name", "namespace")}
    rest = {k: v for k, v in change.items() if k not in ("apiVersion", "kind", "metadata")}
    return {**rest, **({"metadata": metadata} if metadata else {})}


def _in_namespace(entry: Manifest, namespace: str) -> Manifest:
    if entry["kind"] in CLUSTER_SCOPED:
        return entry
    return {**entry, "metadata": {**entry["metadata"], "namespace": namespace}}


def _labelled(entry: Manifest, pairs: Mapping[str, str]) -> Manifest:
    labels = {**entry["metadata"].get("labels", {}), **pairs}
    return {**entry, "metadata": {**entry["metadata"], "labels": labels}}


def _scaled(entry: Manifest, count: Mapping[str, Any]) -> Manifest:
    named = entry["metadata"]["name"] == count["name"]
    if not named or entry["kind"] not in ("Deployment", "StatefulSet"):
        return entry
    return {**entry, "spec": {**entry["spec"], "replicas": count["count"]}}


def _named(entry: Manifest, names: Mapping[str, str]) -> Manifest:
    name = entry["metadata"]["name"]
    if entry["kind"] != "ConfigMap" or name not in names:
        return entry
    return {**entry, "metadata": {**entry["metadata"], "name": names[name]}}
