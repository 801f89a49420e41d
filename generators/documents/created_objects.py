"""The objects that a bundle creates, found by kind and name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generators.layout import Layout
from generators.manifests.part import COMPONENT
from generators.manifests.part import NAME
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.plan import Plan


@dataclass(frozen=True)
class CreatedObjects:
    """The objects and folders of a plan's bundle."""

    plan: Plan
    layout: Layout

    @cached_property
    def objects(self) -> tuple[Manifest, ...]:
        """List every object, without patches and kustomizations."""
        return tuple(manifest for file in self.layout.files for manifest in objects_of(file))

    @cached_property
    def directories(self) -> tuple[str, ...]:
        """List the directories in the order in which the topics made them."""
        return tuple(dict.fromkeys(file.directory for file in self.layout.files))

    def of(self, kind: str) -> tuple[Manifest, ...]:
        """List the objects of a kind."""
        return tuple(manifest for manifest in self.objects if manifest["kind"] == kind)

    def first(self, kind: str) -> Manifest | None:
        """Give the only object of a kind that has one at most."""
        return next(iter(self.of(kind)), None)

    def has(self, kind: str, name: str) -> bool:
        """Tell whether the bundle makes an object."""
        return any(manifest["metadata"]["name"] == name for manifest in self.of(kind))

    def text(self, path: str) -> str:
        """Give the text of a file that is no object; nothing where there is no such file."""
        contents = (file.content for file in self.layout.files if file.path == path)
        return next((content for content in contents if isinstance(content, str)), "")

    @property
    def jobs(self) -> tuple[str, ...]:
        """List the names of the directories below ``jobs``."""
        return tuple(d.partition("/")[2] for d in self.directories if d.startswith("jobs/"))

    @property
    def components(self) -> tuple[str, ...]:
        """List the names of the directories below ``components``."""
        return tuple(d.partition("/")[2] for d in self.directories if d.startswith("components/"))


def objects_of(file: File) -> Iterator[Manifest]:
    """List the objects of a file; a patch and a kustomization have none of their own."""
    if isinstance(file.content, str) or isinstance(file, Patch):
        return
    for manifest in file.content:
        if not manifest.get("apiVersion", "").startswith("kustomize.config.k8s.io"):
            yield manifest


def pods(component: str) -> str:
    """Write the option of kubectl that selects the pods of a component."""
    return f"-l {NAME}=skillflaw,{COMPONENT}={component}"
