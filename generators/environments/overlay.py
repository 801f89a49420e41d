"""The overlay of an environment: what differs in its objects from the shared ones.

It is made from the shared plan and the environment's own, and from no other environment: so
nothing in it changes when another environment is added, changed or removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from generators.environments.arrangement import Arrangement
from generators.environments.collected import Collected
from generators.environments.composition import Composition
from generators.environments.composition import targets_exist
from generators.environments.config_maps import config_map_changes
from generators.environments.config_maps import settings_changes
from generators.environments.folder import KUSTOMIZATION
from generators.environments.folder import Folder
from generators.environments.folder import key_of
from generators.environments.folder import objects_of
from generators.environments.images import entries_between
from generators.environments.patches import change
from generators.environments.patches import removal
from generators.layout.kustomization import head
from generators.layout.settings import values_of
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.remembered import remembered
from generators.output.files import Rendered
from generators.plan import Plan

CONFIG_MAPS = "config-maps"


@dataclass(frozen=True)
class Side:
    """A plan with its parts, its folders and its files as it alone would have them."""

    plan: Plan
    whole: Part
    parts: Arrangement
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Overlay:
    """The files of an environment, and where the folders lie that a plan alone would have.

    ``moves`` maps the path that a folder or file would have in a bundle for this plan alone to the
    one that it has here.
    """

    environment: str
    files: tuple[File | Rendered, ...]
    moves: Mapping[str, str]


def overlay(environment: str, own: Side, shared: Side) -> Overlay:
    """Make the overlay of an environment upon what is shared."""
    directory = f"overlays/{environment}"
    moves = {f"overlays/{own.plan.release.environment}": directory}
    files = [*_main(directory, own, shared)]
    for path, job in _jobs(directory, own):
        moves[job.path] = path
        files += _job(path, job, own, shared)
    return Overlay(environment, tuple(files), moves)


def overlay_part(
    environment: str, own: Side, shared: Side, wanted: str
) -> Iterator[File | Rendered]:
    """Make no more of an overlay than what stands beside the file that is wanted."""
    directory = f"overlays/{environment}"
    if not wanted.startswith(f"{directory}/"):
        return
    jobs = {path: job for path, job in _jobs(directory, own) if wanted.startswith(f"{path}/")}
    for path, job in jobs.items():
        yield from _job(path, job, own, shared)
    if not jobs:
        yield from _main(directory, own, shared)


def _jobs(directory: str, own: Side) -> Iterator[tuple[str, Folder]]:
    return ((f"{directory}/{job.path}", job) for job in own.parts.jobs)


def _main(directory: str, own: Side, shared: Side) -> Iterator[File | Rendered]:
    """Write what stands in an overlay without its jobs."""
    collected = Collected(directory)
    _compose(collected, own, shared)
    yield from _written(collected, own)
    yield from collected.written


def _compose(collected: Collected, own: Side, shared: Side) -> None:
    """Read what is shared and can be used, then find what differs in this environment."""
    used = dict(_usable(own.parts, shared.parts))
    before = Composition()
    before.read(shared.parts.base)
    shared_keys = {*before.objects, *(k for folder in used.values() for k in folder.objects())}
    shared_maps = {
        made.name for folder in (shared.parts.base, *used.values()) for made in folder.config_maps
    }
    for file in own.parts.resources:
        collected.add(file, file.filename)
        before.add((file,))
    for folder in (own.parts.base, *(f for f in own.parts.components if f.path in used)):
        added = folder.without(shared_keys, shared_maps)
        for file in added.files:
            if objects_of(file):
                collected.add(file, f"{folder.name}/{file.filename}")
                before.add((file,))
        collected.take(config_map_changes(collected.directory, {}, added.config_maps))
        before.add((), added.config_maps)
    collected.resources.append("../../base")
    for folder in own.parts.components:
        if folder.path in used:
            before.read(used[folder.path])
            collected.components.append(f"../../{folder.path}")
        else:
            rest = folder.without(before.objects, before.config_maps)
            before.read(rest)
            if rest.files or rest.config_maps:
                collected.own(rest)
    before.pin(shared.parts.images.images)
    if shared.parts.images.images:
        collected.components.append(f"../../{shared.parts.images.path}")
    after = composed(own.parts)
    _differ(collected, before, after, own.whole.replicas)
    settings = settings_changes(
        collected.directory,
        own.plan,
        values_of(shared.plan, shared.whole),
        values_of(own.plan, own.whole),
    )
    collected.take(settings)


def composed(parts: Arrangement) -> Composition:
    """Compose the objects of a plan alone."""
    alone = Composition()
    alone.add(parts.resources)
    for folder in (parts.base, *parts.components, parts.images):
        alone.read(folder)
    return alone


def _usable(own: Arrangement, shared: Arrangement) -> Iterator[tuple[str, Folder]]:
    """Find the shared components that an environment has too, and whose patches find their objects.

    A patch of several kinds also reaches what kustomize generates, so that it is shared only as it
    is.
    """
    shared_components = {folder.path: folder for folder in shared.components}
    known = {*shared.base.objects(), *own.base.objects()}
    known |= {key_of(entry) for file in own.resources for entry in objects_of(file)}
    for folder in own.components:
        candidate = shared_components.get(folder.path)
        if candidate and targets_exist(candidate, known) and _same_targets(folder, candidate):
            known |= {*candidate.objects()}
            yield folder.path, candidate
        known |= {*folder.objects()}


def _same_targets(one: Folder, other: Folder) -> bool:
    return _aimed(one) == _aimed(other)


def _aimed(folder: Folder) -> list[str]:
    return [_aim(patch) for patch in folder.patches if patch.target]


@remembered
def _aim(patch: Patch) -> str:
    return repr((patch.content, dict(patch.target)))


def _differ(
    collected: Collected, before: Composition, after: Composition, counts: Mapping[str, int]
) -> None:
    """Find what turns the objects of one composition into those of the other."""
    common = [key for key in before.objects if key in after.objects]
    collected.images = entries_between(
        [before.objects[key] for key in common], [after.objects[key] for key in common]
    )
    before.pin(collected.images)
    collected.replicas = dict(_other_counts(before, after, counts))
    before.scale(collected.replicas)
    for key, entry in before.objects.items():
        if key not in after.objects:
            collected.change(removal(entry))
        elif patch := change(entry, after.objects[key]):
            choices = tuple(dict.fromkeys(after.choices[key]))
            collected.change(replace(patch, choices=choices))
    for name in before.config_maps:
        if name not in after.config_maps:
            gone = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}}
            collected.change(removal(gone))
    _change_maps(collected, before, after)


def _change_maps(collected: Collected, before: Composition, after: Composition) -> None:
    """Change ConfigMaps in a component: an overlay's own generator runs before its components."""
    directory = f"{collected.directory}/{CONFIG_MAPS}"
    made = config_map_changes(directory, before.config_maps, after.config_maps.values())
    if made.generators:
        body = head("Component") | {"configMapGenerator": list(made.generators)}
        why = "What differs in the ConfigMaps of this environment."
        collected.files.append(File(f"{directory}/{KUSTOMIZATION}", (body,), why))
        collected.written += made.files
        collected.components.append(CONFIG_MAPS)


def _other_counts(
    before: Composition, after: Composition, counts: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    for key, entry in before.objects.items():
        name, other = key[2], after.objects.get(key)
        if other is not None and name in counts and "replicas" in entry.get("spec", {}):
            wanted = other["spec"].get("replicas")
            if wanted is not None and wanted != entry["spec"]["replicas"]:
                yield name, wanted


def _written(collected: Collected, own: Side) -> Iterator[File]:
    """Write the overlay's kustomization, and the files that it lists."""
    yield File(
        f"{collected.directory}/{KUSTOMIZATION}",
        (collected.body(own.plan),),
        f"The {own.plan.release.environment} environment: what differs from base and components.",
        ("release.environment", "release.namespace", "topology.pattern"),
        ("topology.explicit", "rollout.tag"),
    )
    yield from collected.files


def _job(path: str, job: Folder, own: Side, common: Side) -> Iterator[File | Rendered]:
    """Write a job for an environment: upon the shared one, where there is one."""
    shared = next((made for made in common.parts.jobs if made.path == job.path), None)
    collected = Collected(path)
    before, after = Composition(), Composition()
    after.read(job)
    usable = shared if shared and not shared.patches and not job.patches else None
    if usable:
        before.read(usable)
        collected.resources.append("../" * (path.count("/") + 1) + usable.path)
    added = job.without(before.objects, before.config_maps)
    for file in added.files:
        if objects_of(file):
            collected.add(file, file.filename)
            before.add((file,))
    if not usable:
        collected.patches += [{"path": patch.filename} for patch in job.patches]
        collected.files += [replace(p, path=f"{path}/{p.filename}") for p in job.patches]
        before = Composition()
        before.read(replace(job, images=()))
    _differ(collected, before, after, {})
    yield File(
        f"{path}/{KUSTOMIZATION}",
        (collected.body(own.plan),),
        job.why,
        ("release.namespace", "release.environment", "topology.pattern"),
    )
    yield from collected.files
    yield from collected.written
