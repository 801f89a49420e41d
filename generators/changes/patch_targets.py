"""Patches and images of a team's own kustomization that meet nothing in the overlay.

Kustomize builds them without a word: a patch with a target that selects no object, and an image
that no container has, change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from generators.changes.kustomize import CannotRender
from generators.changes.kustomize import rendered_objects
from generators.manifests.part import Manifest
from generators.yaml import loader

SELECTED = ("group", "version", "kind", "name", "namespace")
POD_PATHS = (("spec", "template", "spec"), ("spec", "jobTemplate", "spec", "template", "spec"))


def unmet_targets(
    kustomization: str, files: Mapping[str, str], environment: str
) -> tuple[str, ...]:
    """Describe what in a kustomization over an environment's overlay meets nothing.

    It describes nothing where a file cannot be read: the build says that.
    """
    try:
        objects = rendered_objects(files, f"overlays/{environment}")
        own = _read(kustomization)
        return tuple(_unmet(own, objects))
    except (CannotRender, loader.Unreadable, ValueError, re.error):
        return ()


def _read(kustomization: str) -> dict[str, list[Any]]:
    """Read the lists of patches and images; nothing where they are none."""
    (own,) = loader.objects(kustomization)
    fields = own if isinstance(own, dict) else {}
    return {key: fields[key] for key in ("patches", "images") if isinstance(fields.get(key), list)}


def _unmet(own: Mapping[str, list[Any]], objects: tuple[Manifest, ...]) -> Iterator[str]:
    for patch in own.get("patches", ()):
        target = patch.get("target") if isinstance(patch, dict) else None
        if target and not any(_selects(target, entry) for entry in objects):
            names = ", ".join(f"{key}: {target[key]}" for key in SELECTED if key in target)
            yield f"a patch has the target {{{names}}}, and no object of the overlay matches it"
    images = {_without_tag(image) for entry in objects for image in _images(entry)}
    for image in own.get("images", ()):
        if isinstance(image, dict) and image.get("name") not in images:
            yield f"no container of the overlay has the image {image.get('name')}"


def _selects(target: Mapping[str, Any], entry: Manifest) -> bool:
    group, _, version = str(entry.get("apiVersion", "")).rpartition("/")
    metadata = entry.get("metadata", {})
    actual = {
        "group": group,
        "version": version,
        "kind": entry.get("kind", ""),
        "name": metadata.get("name", ""),
        "namespace": metadata.get("namespace", ""),
    }
    return all(
        re.fullmatch(str(target[key]), str(actual[key])) for key in SELECTED if target.get(key)
    )


def _images(entry: Manifest) -> Iterable[str]:
    for path in POD_PATHS:
        pod: Any = entry
        for key in path:
            pod = pod.get(key, {}) if isinstance(pod, dict) else {}
        for kind in ("containers", "initContainers"):
            yield from (container.get("image", "") for container in pod.get(kind, ()))


def _without_tag(image: str) -> str:
    name, _, last = image.partition("@")[0].rpartition("/")
    return f"{name}/{last.partition(':')[0]}" if name else last.partition(":")[0]
