"""Several environments in one bundle: what they share, and an overlay for each."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from generators.environments.arrangement import Arrangement
from generators.environments.arrangement import arranged
from generators.environments.open_answers import answered
from generators.environments.overlay import Overlay
from generators.environments.overlay import Side
from generators.environments.overlay import overlay
from generators.environments.overlay import overlay_part
from generators.environments.papers import overview
from generators.environments.papers import papers
from generators.environments.papers import plan_of
from generators.environments.papers import release_of
from generators.environments.papers import shared_rationale
from generators.environments.relocation import belongings
from generators.environments.relocation import folders_of
from generators.environments.relocation import moved
from generators.environments.relocation import relocated
from generators.environments.relocation import targets_of
from generators.guide import ENVIRONMENT_RULES
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.judgement.entry import Entry
from generators.layout import Layout
from generators.layout import laid_out
from generators.manifests.part import File
from generators.output.files import Rendered
from generators.output.files import rendered
from generators.plan import Plan

__all__ = ["answered", "located", "manifests", "plan_of", "release_of", "together"]

BESIDE = ("scripts/", "gitops/")


def together(judgement: FileJudgement) -> tuple[Rendered, ...]:
    """Write the files of a plan file with environments.

    ``base``, ``components`` and ``jobs`` come from what they share alone, an overlay from that and
    from its environment alone. Each overlay renders to the objects that its plan alone renders to.
    """
    common = answered(judgement.file.shared)
    shared = _side(common, laid_out(common))
    common_files = tuple(map(rendered, _shared(shared.parts)))
    rationale = shared_rationale(common)
    files = list(common_files)
    for made, beside in _overlays(_sides(judgement), shared, common_files):
        files += map(rendered, made.files)
        placed_beside = [rendered(file) for file in _beside(made, beside)]
        files += placed_beside
        part = judgement.judgements[made.environment]
        files += papers(_alone(part), made, placed_beside, rationale)
    return (*files, *overview(judgement, rationale))


def manifests(
    common: tuple[Plan, Layout], own: Mapping[str, tuple[Plan, Layout]], wanted: str = ""
) -> tuple[File | Rendered, ...]:
    """Give the same files without a document, of layouts that are made already.

    ``common`` is what all environments share, with its open hostnames answered. Where one file is
    ``wanted``, others may be left out.
    """
    shared = _side(*common)
    sides = {environment: _side(*made) for environment, made in own.items()}
    if wanted.startswith("overlays/"):
        parts = (overlay_part(name, side, shared, wanted) for name, side in sides.items())
        return tuple(chain.from_iterable(parts))
    common_files = tuple(_shared(shared.parts))
    files = list(common_files)
    for made, beside in _overlays(sides, shared, common_files):
        files += (*made.files, *_beside(made, beside))
    return tuple(files)


def _beside(made: Overlay, beside: Iterable[File]) -> list[File]:
    return [moved(file, made.moves) for file in beside]


def located(judgement: FileJudgement) -> FileJudgement:
    """Name in the coverage of each environment the files that this bundle has.

    A judgement knows the files of its own plan alone. One with errors has no bundle and stays.
    """
    if judgement.file.single or judgement.errors:
        return judgement
    common = answered(judgement.file.shared)
    shared = _side(common, laid_out(common))
    composed = _overlays(_sides(judgement), shared, tuple(_shared(shared.parts)))
    judgements = {made.environment: _with_names(judgement, made) for made, _ in composed}
    return FileJudgement(judgement.file, judgements)


def _with_names(judgement: FileJudgement, made: Overlay) -> Judgement:
    part = judgement.judgements[made.environment]
    return replace(part, relocated=tuple(_relocated(entry, made) for entry in part.coverage))


def _relocated(entry: Entry, made: Overlay) -> Entry:
    names = dict.fromkeys(relocated(name, made.moves) for name in entry.by)
    return replace(entry, by=tuple(names))


def _sides(judgement: FileJudgement) -> dict[str, Side]:
    return {name: _side(part.plan, part.layout) for name, part in judgement.judgements.items()}


def _overlays(
    sides: Mapping[str, Side], shared: Side, common_files: tuple[File | Rendered, ...]
) -> Iterator[tuple[Overlay, tuple[File, ...]]]:
    """Give the overlay of each environment, and what lies beside the overlays."""
    for environment, own in sides.items():
        made = overlay(environment, own, shared)
        beside, entries = belongings(environment, own.parts.beside)
        there = {file.path for file in (*common_files, *made.files)}
        placed = [file for file in own.files if not file.path.startswith(BESIDE)]
        moves = folders_of(environment, there) | dict(targets_of(environment, placed, there))
        yield replace(made, moves={**made.moves, **moves, **entries}), beside


def _alone(judgement: Judgement) -> Judgement:
    """Give a judgement in which no other environment appears, for documents of this one."""
    findings = (*judgement.findings, *(waived.finding for waived in judgement.waived))
    alone = not any(finding.rule in ENVIRONMENT_RULES for finding in findings)
    return judgement if alone else judge(judgement.plan)


def _side(plan: Plan, layout: Layout) -> Side:
    return Side(plan, layout.whole, arranged(plan, layout), layout.files)


def _shared(parts: Arrangement) -> Iterator[File | Rendered]:
    folders = (parts.base, *parts.components, *parts.jobs)
    for folder in (*folders, *([parts.images] if parts.images.images else [])):
        yield from folder.contents()
