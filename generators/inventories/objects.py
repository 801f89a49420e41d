"""The objects that a plan renders, with patches applied and replicas counted."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generators.environments.arrangement import arranged
from generators.environments.composition import Composition
from generators.environments.overlay import composed
from generators.judgement import Judgement
from generators.manifests.part import COMPONENT
from generators.manifests.part import Manifest

# The objects that hold the template of pods, and where it stands in each.
TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "Deployment": ("template",),
    "StatefulSet": ("template",),
    "Job": ("template",),
    "CronJob": ("jobTemplate", "spec", "template"),
    "Pooler": ("template",),
}


@dataclass(frozen=True)
class Objects:
    """The objects of an overlay, and those of the jobs beside it."""

    overlay: tuple[Manifest, ...]
    jobs: tuple[Manifest, ...]

    def of_kind(self, *kinds: str) -> tuple[Manifest, ...]:
        """List the overlay's objects of these kinds, in their order."""
        return tuple(entry for entry in self.overlay if entry["kind"] in kinds)

    def one(self, kind: str) -> Manifest | None:
        """Give the overlay's only object of a kind, or nothing."""
        return next(iter(self.of_kind(kind)), None)


def objects_of(judgement: Judgement) -> Objects:
    """Compose the objects of a judged plan; what it leaves open has placeholders."""
    plan, layout = judgement.filled.plan, judgement.filled.layout
    parts = arranged(plan, layout)
    overlay = composed(parts)
    overlay.scale(layout.whole.replicas)
    return Objects(_listed(overlay), tuple(_jobs(parts.jobs)))


def _jobs(folders: Iterable[Any]) -> Iterable[Manifest]:
    for folder in folders:
        alone = Composition()
        alone.read(folder)
        yield from (entry for entry in _listed(alone) if entry["kind"] == "Job")


def _listed(composition: Composition) -> tuple[Manifest, ...]:
    return tuple(composition.objects.values())


def template_of(entry: Manifest) -> Mapping[str, Any]:
    """Give the template of an object's pods."""
    template = entry["spec"]
    for key in TEMPLATES[entry["kind"]]:
        template = template[key]
    pods: Mapping[str, Any] = template
    return pods


def component_of(entry: Manifest) -> str:
    """Give the component that an object belongs to; empty where no label names one."""
    return str(entry["metadata"].get("labels", {}).get(COMPONENT, ""))
