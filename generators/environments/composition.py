"""The objects that kustomize makes of folders, so that two ways to make them can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from generators.environments.folder import Folder
from generators.environments.folder import Key
from generators.environments.folder import key_of
from generators.environments.folder import objects_of
from generators.environments.images import with_images
from generators.environments.strategic_merge import entry_names
from generators.environments.strategic_merge import merged
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.manifests.remembered import remembered


@dataclass
class Composition:
    """Objects as they are after some folders were read, and the choices that made each."""

    objects: dict[Key, Manifest] = field(default_factory=dict)
    config_maps: dict[str, ConfigMap] = field(default_factory=dict)
    choices: dict[Key, tuple[str, ...]] = field(default_factory=dict)

    def add(self, files: Iterable[File], config_maps: Iterable[ConfigMap] = ()) -> None:
        """Read resources, before anything is done to them."""
        for file in files:
            for entry in objects_of(file):
                self.objects[key_of(entry)] = entry
                self.choices[key_of(entry)] = file.choices
        self.config_maps |= {made.name: made for made in config_maps}

    def read(self, folder: Folder) -> None:
        """Read a folder as kustomize does: its resources, its patches, its counts, its images."""
        self.add(folder.files, folder.config_maps)
        for patch in folder.patches:
            self._apply(patch)
        self.scale(folder.replicas)
        self.pin(folder.images)

    def _apply(self, patch: Patch) -> None:
        if isinstance(patch.content, str):
            return
        for change in patch.content:
            for key in self.targets(patch, change):
                self.objects[key] = patched(self.objects[key], change)
                self.choices[key] = (*self.choices[key], *patch.choices)

    def targets(self, patch: Patch, change: Manifest) -> list[Key]:
        """Find the objects that a patch changes."""
        if patch.target:
            return [key for key in self.objects if re.fullmatch(patch.target["kind"], key[1])]
        named = key_of(change)
        return [named] if named in self.objects else []

    def scale(self, counts: Mapping[str, int]) -> None:
        """Count the pods of workloads."""
        for key, entry in self.objects.items():
            if key[1] in ("Deployment", "StatefulSet") and key[2] in counts:
                self.objects[key] = counted(entry, counts[key[2]])

    def pin(self, images: Iterable[Manifest]) -> None:
        """Apply the entries of ``images``."""
        entries = tuple(images)
        if entries:
            self.objects = {key: with_images(entry, entries) for key, entry in self.objects.items()}


@remembered
def patched(entry: Manifest, change: Manifest) -> Manifest:
    """Apply a strategic merge patch to an object."""
    return merged(entry, _body(change), entry_names(entry["kind"]))


@remembered
def counted(entry: Manifest, count: int) -> Manifest:
    """Give a workload a number of pods."""
    return {**entry, "spec": {**entry["spec"], "replicas": count}}


def _body(change: Manifest) -> dict[str, Any]:
    """Give a patch without what names its object."""
    body = {key: value for key, value in change.items() if key not in ("apiVersion", "kind")}
    named = {k: v for k, v in change["metadata"].items() if k not in ("name", "namespace")}
    body.pop("metadata")
    return body | ({"metadata": named} if named else {})


def targets_exist(folder: Folder, keys: Iterable[Key]) -> bool:
    """Tell whether everything that a folder patches by name is there."""
    known = {*keys, *folder.objects()}
    return all(
        key_of(change) in known
        for patch in folder.patches
        if not patch.target and not isinstance(patch.content, str)
        for change in patch.content
    )
