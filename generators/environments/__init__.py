"""Several environments in one bundle: what they share, and an overlay for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generators.environments.arrangement import Arrangement
from generators.environments.arrangement import arranged
from generators.environments.open_answers import answered
from generators.environments.overlay import Overlay
from generators.environments.overlay import Side
from generators.environments.overlay import overlay
from generators.environments.papers import overview
from generators.environments.papers import papers
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
from generators.judgement.coverage import Entry
from generators.layout import Layout
from generators.layout import laid_out
from generators.manifests.part import File
from generators.output.files import Rendered
from generators.output.files import rendered
from generators.plan import Plan

__all__ = ["located", "together"]

BESIDE = ("scripts/", "gitops/")


def together(judgement: FileJudgement) -> tuple[Rendered, ...]:
    """Write the files of a plan file with environments.

    ``base``, ``components`` and ``jobs`` come from what they share alone, an overlay from that and
    from its environment alone. Each overlay renders to the objects that its plan alone renders to.
    """
    common = answered(judgement.file.shared)
    common_files = _common_files(common)
    rationale = shared_rationale(common)
    files = list(common_files)
    for part, made, beside in _overlays(judgement, common, common_files):
        files += made.files
        placed_beside = [rendered(moved(file, made.moves)) for file in beside]
        files += placed_beside
        files += papers(_alone(part), made, placed_beside, rationale)
    return (*files, *overview(judgement, rationale))


def located(judgement: FileJudgement) -> FileJudgement:
    """Name in the coverage of each environment the files that this bundle has.

    A judgement knows the files of its own plan alone. One with errors has no bundle and stays.
    """
    if judgement.file.single or judgement.errors:
        return judgement
    common = answered(judgement.file.shared)
    composed = _overlays(judgement, common, _common_files(common))
    judgements = {
        made.environment: replace(
            part, coverage=tuple(_relocated(entry, made) for entry in part.coverage)
        )
        for part, made, _ in composed
    }
    return FileJudgement(judgement.file, judgements)


def _relocated(entry: Entry, made: Overlay) -> Entry:
    names = dict.fromkeys(relocated(name, made.moves) for name in entry.by)
    return replace(entry, by=tuple(names))


def _common_files(common: Plan) -> tuple[Rendered, ...]:
    return tuple(_shared(_side(common, laid_out(common)).parts))


def _overlays(
    judgement: FileJudgement, common: Plan, common_files: tuple[Rendered, ...]
) -> Iterator[tuple[Judgement, Overlay, tuple[File, ...]]]:
    """Give each environment's judgement, its overlay, and what lies beside the overlays."""
    shared = _side(common, laid_out(common))
    for environment, part in judgement.judgements.items():
        own = _side(part.plan, part.layout)
        made = overlay(environment, own, shared)
        beside, entries = belongings(environment, own.parts.beside)
        there = {file.path for file in (*common_files, *made.files)}
        placed = [file for file in part.layout.files if not file.path.startswith(BESIDE)]
        moves = folders_of(environment, there) | dict(targets_of(environment, placed, there))
        yield part, replace(made, moves={**made.moves, **moves, **entries}), beside


def _alone(judgement: Judgement) -> Judgement:
    """Give a judgement in which no other environment appears, for documents of this one."""
    findings = (*judgement.findings, *(waived.finding for waived in judgement.waived))
    alone = not any(finding.rule in ENVIRONMENT_RULES for finding in findings)
    return judgement if alone else judge(judgement.plan)


def _side(plan: Plan, layout: Layout) -> Side:
    return Side(plan, layout.whole, arranged(plan, layout))


def _shared(parts: Arrangement) -> Iterator[Rendered]:
    folders = (parts.base, *parts.components, *parts.jobs)
    for folder in (*folders, *([parts.images] if parts.images.images else [])):
        yield from folder.rendered()
