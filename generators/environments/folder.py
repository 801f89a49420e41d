"""A directory that kustomize reads: the base, a component or a job."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from generators.layout.kustomization import KEPT
from generators.layout.kustomization import contents_of
from generators.layout.kustomization import head
from generators.layout.settings import Settings
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.part import labels
from generators.output.files import Rendered
from generators.output.files import of_config_map

KUSTOMIZATION = "kustomization.yaml"

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Folder:
    """The files of a directory and what its kustomization makes of them.

    ``replicas`` counts the pods of workloads that stand in it, ``images`` are entries of the field
    of this name. ``settings`` are the backend's, which only the base has.
    """

    path: str
    files: tuple[File, ...] = ()
    config_maps: tuple[ConfigMap, ...] = ()
    replicas: Mapping[str, int] = field(default_factory=dict)
    images: tuple[Manifest, ...] = ()
    settings: Settings | None = None
    why: str = ""

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def patches(self) -> tuple[Patch, ...]:
        return tuple(file for file in self.files if isinstance(file, Patch))

    def objects(self) -> dict[Key, tuple[File, Manifest]]:
        """Find each object with the file it stands in; patches are none."""
        return {key_of(entry): (file, entry) for file in self.files for entry in objects_of(file)}

    def moved(self, path: str) -> Folder:
        """Give the same folder at another place."""
        return replace(
            self,
            path=path,
            files=tuple(replace(file, path=f"{path}/{file.filename}") for file in self.files),
            config_maps=tuple(replace(made, directory=path) for made in self.config_maps),
        )

    def without(self, keys: Iterable[Key], maps: Iterable[str] = ()) -> Folder:
        """Give the same folder with some objects and ConfigMaps taken out."""
        gone, names = set(keys), set(maps)
        files = (_without(file, gone) for file in self.files)
        return replace(
            self,
            files=tuple(file for file in files if file.content or isinstance(file, Patch)),
            config_maps=tuple(made for made in self.config_maps if made.name not in names),
        )

    def kustomization(self) -> File:
        """Write the folder's kustomization: a Component, unless it is the base or a job."""
        kind = "Component" if "components/" in self.path else "Kustomization"
        part = Part(files=self.files, config_maps=self.config_maps)
        body = head(kind) | contents_of(self.path, part)
        if self.settings:
            made = {**self.settings.generator, "options": {"labels": labels("backend")}}
            body["generatorOptions"] = {"annotations": KEPT}
            body["configMapGenerator"] = [made, *body.get("configMapGenerator", [])]
        if self.replicas:
            body["replicas"] = replicas_field(self.replicas)
        if self.images:
            body["images"] = list(self.images)
        return File(f"{self.path}/{KUSTOMIZATION}", (body,), self.why, guide=("topology.explicit",))

    def contents(self) -> Iterator[File | Rendered]:
        """Give the files of the folder, those of ConfigMaps as texts."""
        yield from (self.kustomization(), *self.files)
        if self.settings:
            yield from self.settings.files
        for made in self.config_maps:
            yield from of_config_map(made)


def replicas_field(counts: Mapping[str, int]) -> list[Manifest]:
    """Write counts as a kustomization has them."""
    return [{"name": name, "count": count} for name, count in counts.items()]


def _without(file: File, keys: set[Key]) -> File:
    if isinstance(file, Patch) or isinstance(file.content, str):
        return file
    left = tuple(entry for entry in file.content if key_of(entry) not in keys)
    return file if len(left) == len(file.content) else replace(file, content=left)


def objects_of(file: File) -> tuple[Manifest, ...]:
    """List the objects of a file; text and patches have none."""
    return () if isinstance(file, Patch) or isinstance(file.content, str) else file.content


def key_of(entry: Manifest) -> Key:
    """Tell an object from all others, before an overlay gives it a namespace."""
    named = entry["metadata"]
    return (entry["apiVersion"], entry["kind"], named["name"], named.get("namespace", ""))
