"""The tables of RATIONALE.md: files, statements, assumptions and what was not chosen."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from generators.documents.created_objects import objects_of
from generators.documents.rationale import Rationale
from generators.documents.rationale import Reason
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Patch
from generators.plan import Plan

RESULTS = {
    "satisfied": "satisfied",
    "violated": "**not satisfied**",
    "people": "**needs a manual check**",
    "not-applicable": "not applicable",
}


@dataclass(frozen=True)
class FileRow:
    """One file as the rationale lists it; ``contents`` names its objects, in Markdown."""

    name: str
    contents: str
    why: str
    choices: tuple[str, ...]
    guide: tuple[str, ...]


def statement_results(rationale: Rationale) -> Mapping[str, str]:
    """Give, for each statement, whether the plan satisfies it, in Markdown."""
    return {entry.statement: RESULTS[entry.status] for entry in rationale.coverage}


def assumed(rationale: Rationale) -> tuple[Reason, ...]:
    """List the choices whose declaration rests on an unconfirmed assumption."""
    every = (reason for chapter in rationale.chapters for reason in chapter.reasons)
    return tuple(reason for reason in every if reason.choice.ask.assumed)


def omitted(plan: Plan) -> tuple[str, ...]:
    """List the optional parts that the plan does not include."""
    tier = plan.scaling
    parts = {
        "a UI": plan.topology.web,
        "public docs": plan.topology.docs,
        "Redis": plan.redis.mode != "none",
        "an autoscaler": tier.backend.autoscaling.enabled
        or (plan.topology.web and tier.frontend.autoscaling.enabled),
        "NetworkPolicies": plan.operations.network_policies,
        "alerts": plan.operations.alerts != "none",
        "a GitOps controller": plan.operations.gitops != "none",
    }
    return tuple(name for name, included in parts.items() if not included)


def files_by_directory(
    files: tuple[File, ...], config_maps: tuple[ConfigMap, ...]
) -> tuple[tuple[str, tuple[FileRow, ...]], ...]:
    """Group every file of a bundle by its directory, both in the order of their names."""
    rows: dict[str, list[FileRow]] = {}
    for file in files:
        rows.setdefault(file.directory, []).append(_file_row(file))
    for config_map in config_maps:
        rows.setdefault(config_map.directory, []).extend(_config_map_rows(config_map))
    return tuple(
        (directory, tuple(sorted(rows[directory], key=lambda row: row.name)))
        for directory in sorted(rows)
    )


def _file_row(file: File) -> FileRow:
    return FileRow(file.filename, ", ".join(_contents(file)), file.why, file.choices, file.guide)


def _config_map_rows(config_map: ConfigMap) -> Iterator[FileRow]:
    contents = f"part of the ConfigMap `{config_map.name}`"
    for name in config_map.files:
        yield FileRow(name, contents, config_map.why, config_map.choices, config_map.guide)


def _contents(file: File) -> Iterator[str]:
    if isinstance(file, Patch):
        yield from (f"patches {_named(patch)}" for patch in file.content if isinstance(patch, dict))
        if file.target:
            yield f"patches {' '.join(f'`{value}`' for value in file.target.values())}"
    else:
        yield from (_named(manifest) for manifest in objects_of(file))


def _named(manifest: Manifest) -> str:
    return f"{manifest['kind']} `{manifest['metadata']['name']}`"
