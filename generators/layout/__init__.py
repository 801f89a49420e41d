"""Every file of a bundle but its documents, as objects, before any text is made."""

from __future__ import annotations

from dataclasses import dataclass

from generators.layout.assembly import merged
from generators.layout.kustomization import kustomizations
from generators.layout.settings import settings
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.plan import Plan


@dataclass(frozen=True)
class Layout:
    """What the topics made, and the files that it is laid out in."""

    whole: Part
    files: tuple[File, ...]


def laid_out(plan: Plan) -> Layout:
    """Lay out the files of a plan. It works for any plan, also for one with errors."""
    whole = merged(plan)
    chosen = settings(plan, whole)
    files = (*whole.files, *chosen.files, *kustomizations(plan, whole, chosen))
    _refuse_repeats([file.path for file in files])
    return Layout(whole, files)


def _refuse_repeats(paths: list[str]) -> None:
    repeated = {path for path in paths if paths.count(path) > 1}
    if repeated:
        raise ValueError(f"Two topics make {', '.join(sorted(repeated))}.")
