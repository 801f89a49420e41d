"""The objects that each environment renders, as one canonical text to compare and to digest.

The text holds what ``kustomize build`` makes of the environment's overlay and of its jobs, and what
a GitOps controller is given for it. Each overlay renders to the objects of its plan alone, so they
are composed of that plan, in memory. The order of objects and keys is fixed, and comments, file
names and the layout of the bundle play no part: the text changes only where the objects do.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generators.environments.arrangement import Arrangement
from generators.environments.arrangement import arranged
from generators.environments.composition import Composition
from generators.environments.folder import Folder
from generators.environments.folder import objects_of
from generators.environments.overlay import composed
from generators.environments.relocation import moved
from generators.environments.relocation import renamed
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.layout.kustomization import KEPT
from generators.layout.kustomization import environment_labels
from generators.layout.settings import CONFIG_MAP
from generators.layout.settings import values_of
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.plan import Plan
from generators.yaml import loader

# kustomize gives no namespace to objects of these kinds: they belong to the cluster.
CLUSTER_SCOPED = ("Namespace",)


def renderings(judgement: Judgement | FileJudgement) -> dict[str, str]:
    """Write the objects of each environment as YAML, by the environment's name.

    A plan alone is for one environment.
    """
    if isinstance(judgement, Judgement):
        return {judgement.plan.release.environment: _text(judgement)}
    return {name: _text(part, name) for name, part in judgement.judgements.items()}


def _text(judgement: Judgement, environment: str = "") -> str:
    """Write the objects; an environment beside others has paths and names of its own."""
    plan, layout = judgement.plan, judgement.layout
    parts = arranged(plan, layout)
    settings = ConfigMap("", CONFIG_MAP, values_of(plan, layout.whole), "", component="backend")
    base = _with_maps(replace(parts.base, config_maps=(settings, *parts.base.config_maps)), KEPT)
    components = tuple(_with_maps(folder, KEPT) for folder in parts.components)
    overlay = composed(replace(parts, base=base, components=components))
    overlay.scale(layout.whole.replicas)
    objects = [*_placed(plan, overlay)]
    for job in parts.jobs:
        alone = Composition()
        alone.read(_with_maps(job, {}))
        objects += _placed(plan, alone)
    return loader.dump(_in_order((*objects, *_gitops(environment, parts))))


def _gitops(environment: str, parts: Arrangement) -> Iterator[Manifest]:
    """Give the objects for a GitOps controller, with the names and paths of the whole bundle."""
    moves = {job.path: f"overlays/{environment}/{job.path}" for job in parts.jobs}
    for file in parts.beside:
        if file.path.startswith("gitops/"):
            own = moved(renamed(file, environment), moves) if environment else file
            yield from objects_of(own)


def _with_maps(folder: Folder, annotations: Mapping[str, str]) -> Folder:
    """Give a folder its ConfigMaps as objects, which patches of all kinds reach too."""
    maps = tuple(_config_map(made, annotations) for made in folder.config_maps)
    return replace(folder, files=(File(folder.path, maps, ""), *folder.files))


def _config_map(made: ConfigMap, annotations: Mapping[str, str]) -> Manifest:
    """Write a ConfigMap without the hash in its name, which follows from what it holds."""
    named = {
        "name": made.name,
        "annotations": dict(annotations),
        "labels": labels(made.component) if made.component else {},
    }
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {key: value for key, value in named.items() if value},
        "data": dict(made.files),
    }


def _placed(plan: Plan, composition: Composition) -> Iterator[Manifest]:
    """Give objects the namespace and the labels that the overlay gives them."""
    for entry in composition.objects.values():
        named = dict(entry["metadata"])
        if entry["kind"] not in CLUSTER_SCOPED:
            named["namespace"] = plan.release.namespace
        named["labels"] = {**named.get("labels", {}), **environment_labels(plan)}
        yield {**entry, "metadata": named}


def _in_order(objects: Iterable[Manifest]) -> list[Manifest]:
    """Sort objects by kind and name, and the keys in each by name."""
    return sorted((_sorted(entry) for entry in objects), key=_place)


def _place(entry: Manifest) -> tuple[str, str, str, str]:
    named = entry["metadata"]
    return (entry["kind"], named["name"], entry["apiVersion"], named.get("namespace", ""))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_sorted(item) for item in value]
    return value
