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
                _, kind, *_ = key
                self.objects[key] = merged(self.objects[key], _body(change), entry_names(kind))
                self.choices[key] = (*self.choices[key], *patch.choices)

    def targets(self, patch: Patch, change: Manifest) -> list[Key]:
        """Find the objects that a patch changes."""
        if patch.target:
            return [key for key in self.objects if re.fullmatch(patch.target["kind"], key[1])]
        return [key for key in self.objects if key == key_of(change)]

    def scale(self, counts: Mapping[str, int]) -> None:
        """Count the pods of workloads."""
        for key, entry in self.objects.items():
            if key[1] in ("Deployment", "StatefulSet") and key[2] in counts:
                spec = {**entry["spec"], "replicas": counts[key[2]]}
                self.objects[key] = {**entry, "spec": spec}

    def pin(self, images: Iterable[Manifest]) -> None:
        """Apply the entries of ``images``."""
        entries = tuple(images)
        if entries:
            self.objects = {key: with_images(entry, entries) for key, entry in self.objects.items()}


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
