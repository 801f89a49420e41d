"""What RATIONALE.md says that is read from several places of a judged plan."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from generators.documents.made import objects_of
from generators.documents.rationale import Rationale
from generators.documents.rationale import Reason
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.plan import Plan

HELD = {
    "satisfied": "holds",
    "violated": "**does not hold**",
    "people": "**a person has to see to it**",
    "not-applicable": "is not needed",
}


@dataclass(frozen=True)
class Entry:
    """One file as the rationale lists it; ``makes`` says in Markdown what is in it."""

    name: str
    makes: str
    why: str
    choices: tuple[str, ...]
    guide: tuple[str, ...]


def held(told: Rationale) -> Mapping[str, str]:
    """Say of each statement whether the plan holds it."""
    return {each.statement: HELD[each.status] for each in told.coverage}


def assumed(told: Rationale) -> tuple[Reason, ...]:
    """List the choices whose declaration rests on something that is not confirmed."""
    every = (reason for chapter in told.chapters for reason in chapter.reasons)
    return tuple(reason for reason in every if reason.choice.ask.assumed)


def absent(plan: Plan) -> tuple[str, ...]:
    """List what a reader may look for and not find, because nobody chose it."""
    tier = plan.scaling
    parts = {
        "a UI": plan.topology.web,
        "public docs": plan.topology.docs,
        "Redis": plan.redis.mode != "none",
        "an autoscaler": tier.backend.autoscaling.enabled
        or (plan.topology.web and tier.frontend.autoscaling.enabled),
        "network policies": plan.operations.network_policies,
        "alerts": plan.operations.alerts != "none",
        "a GitOps controller": plan.operations.gitops != "none",
    }
    return tuple(name for name, there in parts.items() if not there)


def by_directory(
    files: tuple[File, ...], config_maps: tuple[ConfigMap, ...]
) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Group every file of a bundle by its directory, both in the order of their names."""
    found: dict[str, list[Entry]] = {}
    for file in files:
        found.setdefault(file.directory, []).append(_entry(file))
    for each in config_maps:
        found.setdefault(each.directory, []).extend(_entries(each))
    return tuple(
        (directory, tuple(sorted(found[directory], key=lambda entry: entry.name)))
        for directory in sorted(found)
    )


def _entry(file: File) -> Entry:
    return Entry(file.filename, ", ".join(_makes(file)), file.why, file.choices, file.guide)


def _entries(each: ConfigMap) -> Iterator[Entry]:
    for name in each.files:
        made = f"part of the ConfigMap `{each.name}`"
        yield Entry(name, made, each.why, each.choices, each.guide)


def _makes(file: File) -> Iterator[str]:
    if isinstance(file, Patch):
        yield from (f"patches {_named(each)}" for each in file.content if isinstance(each, dict))
        if file.target:
            yield f"patches {' '.join(f'`{value}`' for value in file.target.values())}"
    else:
        yield from (_named(each) for each in objects_of(file))


def _named(each: Manifest) -> str:
    return f"{each['kind']} `{each['metadata']['name']}`"
