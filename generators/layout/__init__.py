"""Every file of a bundle but its documents, as objects, before any text is made."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace

from generators.layout.assembly import merged
from generators.layout.assembly import parts_of
from generators.layout.assembly import with_preflight
from generators.layout.kustomization import kustomizations
from generators.layout.settings import settings
from generators.manifests.part import Artifact
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.plan import Plan
from generators.plan import choice_at


@dataclass(frozen=True)
class Layout:
    """What the topics made, and the files that it is laid out in."""

    whole: Part
    files: tuple[File, ...]


def laid_out(plan: Plan) -> Layout:
    """Lay out the files of a plan. It works for any plan, also for one with errors."""
    layout = layout_of(plan, with_preflight(plan, merged(plan, parts_of(plan))))
    maps = tuple(_with_what_applies(plan, config_map) for config_map in layout.whole.config_maps)
    return Layout(
        replace(layout.whole, config_maps=maps),
        tuple(_with_what_applies(plan, file) for file in layout.files),
    )


def layout_of(plan: Plan, whole: Part) -> Layout:
    """Lay out the topics' parts; each file names every choice that its topic may make it from."""
    chosen = settings(plan, whole)
    files = (*whole.files, *chosen.files, *kustomizations(plan, whole, chosen))
    _refuse_repeats([file.path for file in files])
    return Layout(whole, files)


def _with_what_applies(plan: Plan, artifact: Artifact) -> Artifact:
    """Leave out the choices that this plan does not need: topics name all that may matter."""
    needed = (path for path in artifact.choices if choice_at(path).applies(plan))
    return replace(artifact, choices=tuple(dict.fromkeys(needed)))


def _refuse_repeats(paths: list[str]) -> None:
    repeated = {path for path in paths if paths.count(path) > 1}
    if repeated:
        raise ValueError(f"Two topics make {', '.join(sorted(repeated))}.")
