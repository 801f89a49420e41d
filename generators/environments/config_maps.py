"""The ConfigMaps that kustomize makes, where they differ in an environment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from generators.layout.settings import settings_in
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import labels
from generators.output.files import Rendered
from generators.output.files import of_config_map
from generators.plan import Plan

SETTINGS = "The settings of the backend that differ in this environment."
ALL_SETTINGS = (
    "All settings of the backend in this environment: it leaves out some that are shared."
)


@dataclass(frozen=True)
class MadeMaps:
    """Entries of ``configMapGenerator``, and the files that they read."""

    generators: tuple[Manifest, ...] = ()
    files: tuple[File | Rendered, ...] = ()


def config_map_changes(
    directory: str, before: Mapping[str, ConfigMap], after: Iterable[ConfigMap]
) -> MadeMaps:
    """Make the ConfigMaps that are new, and change those that are there and differ.

    Their files lie in a folder of their name in ``directory``.
    """
    generators: list[Manifest] = []
    files: list[Rendered] = []
    for made in after:
        old = before.get(made.name)
        if old and dict(old.files) == dict(made.files):
            continue
        changed = _changed(old.files if old else {}, made.files)
        path = made.name
        entry: Manifest = {"name": made.name}
        if old:
            entry["behavior"] = "merge" if set(old.files) <= set(made.files) else "replace"
        entry["files"] = [f"{key}={path}/{key}" for key in sorted(changed)]
        if made.component:
            entry["options"] = {"labels": labels(made.component)}
        generators.append(entry)
        files += of_config_map(replace(made, directory=f"{directory}/{path}", files=changed))
    return MadeMaps(tuple(generators), tuple(files))


def settings_changes(
    directory: str, plan: Plan, before: Mapping[str, str], after: Mapping[str, str]
) -> MadeMaps:
    """Change the backend's settings by the lines that differ; all of them where one is gone."""
    if before == after:
        return MadeMaps()
    changed = _changed(before, after)
    merges = set(before) <= set(after)
    made = settings_in(directory, plan, changed, SETTINGS if merges else ALL_SETTINGS)
    behavior = "merge" if merges else "replace"
    entry: Manifest = {"name": made.generator["name"], "behavior": behavior, **made.generator}
    files = made.files
    if not files[0].content:
        files = files[1:]
        entry.pop("envs")
    if not merges:
        entry["options"] = {"labels": labels("backend")}
    return MadeMaps((entry,), files)


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Give what is new or other; everything where something is gone, which nothing can merge."""
    if set(before) - set(after):
        return dict(after)
    return {key: text for key, text in after.items() if before.get(key) != text}
