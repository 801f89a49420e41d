"""Several environments in one bundle: what they share, and an overlay for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generators.environments.arrangement import Arrangement
from generators.environments.arrangement import arranged
from generators.environments.open_answers import answered
from generators.environments.overlay import Side
from generators.environments.overlay import overlay
from generators.environments.papers import overview
from generators.environments.papers import papers
from generators.environments.papers import shared_rationale
from generators.environments.relocation import belongings
from generators.environments.relocation import folders_of
from generators.environments.relocation import moved
from generators.environments.relocation import targets_of
from generators.guide import ENVIRONMENT_RULES
from generators.judgement import FileJudgement
from generators.judgement import Judgement
from generators.judgement import judge
from generators.layout import Layout
from generators.layout import laid_out
from generators.output.files import Rendered
from generators.output.files import rendered
from generators.plan import Plan

__all__ = ["together"]

BESIDE = ("scripts/", "gitops/")


def together(judgement: FileJudgement) -> tuple[Rendered, ...]:
    """Write the files of a plan file with environments.

    ``base``, ``components`` and ``jobs`` come from what they share alone, an overlay from that and
    from its environment alone. Each overlay renders to the objects that its plan alone renders to.
    """
    common = answered(judgement.file.shared)
    shared = _side(common, laid_out(common))
    common_files = tuple(_shared(shared.parts))
    rationale = shared_rationale(common)
    files = list(common_files)
    for environment, part in judgement.judgements.items():
        own = _side(part.plan, part.layout)
        made = overlay(environment, own, shared)
        beside, entries = belongings(environment, own.parts.beside)
        there = {file.path for file in (*common_files, *made.files)}
        placed = [file for file in part.layout.files if not file.path.startswith(BESIDE)]
        moves = folders_of(environment, there) | dict(targets_of(environment, placed, there))
        made = replace(made, moves={**made.moves, **moves, **entries})
        files += made.files
        placed_beside = [rendered(moved(file, made.moves)) for file in beside]
        files += placed_beside
        files += papers(_alone(part), made, placed_beside, rationale)
    return (*files, *overview(judgement, rationale))


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
