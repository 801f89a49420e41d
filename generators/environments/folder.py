"""A directory that kustomize reads: a base, a component or a job."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from generators.layout import Layout
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.output.files import rendered

KUSTOMIZATION = "kustomization.yaml"

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Folder:
    """The files of a directory, its own kustomization apart, and the ConfigMaps it makes."""

    path: str
    kustomization: File
    files: tuple[File, ...]
    config_maps: tuple[ConfigMap, ...]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def body(self) -> Manifest:
        """Give what the kustomization says."""
        content = self.kustomization.content
        return {} if isinstance(content, str) else content[0]

    @property
    def patches(self) -> tuple[Patch, ...]:
        return tuple(file for file in self.files if isinstance(file, Patch))

    def moved(self, path: str) -> Folder:
        """Give the same folder at another place."""
        return Folder(
            path,
            replace(self.kustomization, path=f"{path}/{KUSTOMIZATION}"),
            tuple(replace(file, path=f"{path}/{file.filename}") for file in self.files),
            tuple(replace(each, directory=path) for each in self.config_maps),
        )

    def rendered(self) -> Iterator[Rendered]:
        """Write the files of the folder."""
        yield from map(rendered, (self.kustomization, *self.files))
        for each in self.config_maps:
            yield from of_config_map(each)

    def objects(self) -> dict[Key, tuple[File, Manifest]]:
        """Find each object with the file it stands in; patches are none."""
        return {
            key_of(each): (file, each)
            for file in self.files
            if not isinstance(file, Patch) and not isinstance(file.content, str)
            for each in file.content
        }


def folders(layout: Layout, start: str) -> tuple[Folder, ...]:
    """List the folders of a layout whose path begins so, in the order of its files."""
    heads = [file for file in layout.files if file.filename == KUSTOMIZATION]
    return tuple(
        Folder(
            head.directory,
            head,
            tuple(each for each in layout.files if _beside(each, head)),
            tuple(each for each in layout.whole.config_maps if each.directory == head.directory),
        )
        for head in heads
        if head.path.startswith(start)
    )


def _beside(file: File, head: File) -> bool:
    return file.directory == head.directory and file is not head


def key_of(each: Manifest) -> Key:
    """Tell an object from all others, before an overlay gives it a namespace."""
    named = each["metadata"]
    return (each["apiVersion"], each["kind"], named["name"], named.get("namespace", ""))
