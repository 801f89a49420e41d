"""Looking through everything that a bundle makes, without building it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.layout import laid_out
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.plan import Plan

# Of a Secret in these two folders the bundle only has a template, or says where it lies.
TOLD = ("scripts/", "gitops/")


def manifests(plan: Plan) -> Iterator[tuple[File, Manifest]]:
    """List every object and patch of a plan, with its file."""
    for file in laid_out(plan).files:
        if not isinstance(file.content, str) and not file.path.startswith(TOLD):
            for manifest in file.content:
                yield file, manifest


def inside(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """List every mapping inside a value, with the name of the field that it stands in."""
    if isinstance(value, dict):
        yield name, value
        for key, inner in value.items():
            yield from inside(inner, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from inside(inner, name)


def containers(plan: Plan) -> Iterator[tuple[File, dict[str, Any]]]:
    """List every container that names an image."""
    for file, manifest in manifests(plan):
        for field, value in inside(manifest):
            if field in ("containers", "initContainers") and "image" in value:
                yield file, value
