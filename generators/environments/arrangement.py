"""The layout of one plan in the folders that a bundle with environments has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from generators.environments.folder import KUSTOMIZATION
from generators.environments.folder import Folder
from generators.environments.folder import objects_of
from generators.layout import Layout
from generators.layout.settings import settings_in
from generators.layout.settings import values_of
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.plan import Plan

BASE = "base"
IMAGES = "components/images"
COMPONENT = (
    "All resources of the component {}. An overlay includes them only if it lists the component."
)
IMAGES_WHY = "The versions of all images, unless an overlay names another one."
JOB = "The job {}. It is not in the overlay because a Job's template is immutable."


@dataclass(frozen=True)
class Arrangement:
    """A plan's objects by the folder that they stand in.

    ``components`` come in the order in which an overlay lists them; ``images`` is the last of them.
    ``beside`` are the files of no such folder: scripts, what GitOps needs. ``resources`` belong to
    the overlay alone, such as its namespace.
    """

    base: Folder
    components: tuple[Folder, ...]
    images: Folder
    jobs: tuple[Folder, ...]
    resources: tuple[File, ...]
    beside: tuple[File, ...]


def arranged(plan: Plan, layout: Layout) -> Arrangement:
    """Arrange a plan's layout; what its overlay patches becomes components of their own."""
    overlay = f"overlays/{plan.release.environment}/"
    files = [file for file in layout.files if file.filename != KUSTOMIZATION]
    in_overlay = [file for file in files if file.path.startswith(overlay)]
    patches = [file for file in in_overlay if isinstance(file, Patch)]
    return Arrangement(
        base=_base(plan, layout),
        components=(*_below("components/", layout), *map(_patching, patches)),
        images=Folder(
            IMAGES, images=tuple(_images(layout, f"{overlay}{KUSTOMIZATION}")), why=IMAGES_WHY
        ),
        jobs=tuple(_job(folder, layout) for folder in _below("jobs/", layout)),
        resources=tuple(file for file in in_overlay if objects_of(file)),
        beside=tuple(file for file in files if file.path.startswith(("scripts/", "gitops/"))),
    )


def _base(plan: Plan, layout: Layout) -> Folder:
    base = _folder(BASE, layout, "The resources that all environments share.")
    return replace(base, settings=settings_in(BASE, plan, values_of(plan, layout.whole)))


def _below(start: str, layout: Layout) -> Iterator[Folder]:
    heads = [file for file in layout.files if file.filename == KUSTOMIZATION]
    for file in heads:
        if file.path.startswith(start):
            name = file.directory.rpartition("/")[2]
            why = (JOB if start == "jobs/" else COMPONENT).format(name)
            yield _folder(file.directory, layout, why)


def _folder(directory: str, layout: Layout, why: str) -> Folder:
    files = tuple(
        _with_names(file)
        for file in layout.files
        if file.directory == directory and file.filename != KUSTOMIZATION
    )
    workloads = {
        entry["metadata"]["name"]
        for file in files
        for entry in objects_of(file)
        if entry["kind"] in ("Deployment", "StatefulSet")
    }
    return Folder(
        directory,
        tuple(file for file in files if file.content or isinstance(file, Patch)),
        tuple(_maps(directory, layout)),
        {name: count for name, count in layout.whole.replicas.items() if name in workloads},
        why=why,
    )


def _with_names(file: File) -> File:
    """Leave out objects whose name is still open: each environment brings its own."""
    if isinstance(file, Patch) or isinstance(file.content, str):
        return file
    if all(entry["metadata"]["name"] for entry in file.content):
        return file
    return replace(file, content=tuple(e for e in file.content if e["metadata"]["name"]))


def _maps(directory: str, layout: Layout) -> Iterator[ConfigMap]:
    return (made for made in layout.whole.config_maps if made.directory == directory)


def _patching(patch: Patch) -> Folder:
    """Make a component of what an overlay patches, so that environments can share it."""
    name = patch.filename.removesuffix(".yaml")
    path = f"components/{name}"
    moved = replace(patch, path=f"{path}/{patch.filename}")
    return Folder(path, (moved,), why=COMPONENT.format(name))


def _job(folder: Folder, layout: Layout) -> Folder:
    return replace(folder, images=tuple(_images(layout, f"{folder.path}/{KUSTOMIZATION}")))


def _images(layout: Layout, path: str) -> list[Manifest]:
    """List the entries of a kustomization that have anything to say."""
    (file,) = (file for file in layout.files if file.path == path)
    body: Manifest = {} if isinstance(file.content, str) else file.content[0]
    return [entry for entry in body.get("images", []) if len(entry) > 1]
