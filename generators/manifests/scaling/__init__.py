"""The topic *scaling*: counts, autoscalers and disruption budgets."""

from __future__ import annotations

from collections.abc import Iterator

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.scaling.autoscaler import autoscaler
from generators.manifests.scaling.budget import budget
from generators.manifests.scaling.scale import Scale
from generators.manifests.scaling.scale import scales
from generators.plan import Plan

METRICS = Note(
    "manual",
    "The autoscaler needs the resource metrics API (metrics-server). Where it replaces a fixed "
    "count, the first kubectl apply sets one replica for a moment, because the count leaves the "
    "manifest: do it in quiet hours.",
    ("scaling.backend.autoscaling.enabled", "scaling.frontend.autoscaling.enabled"),
    ("scaling.backend-drivers",),
)
STAND_IN = Note(
    "limit",
    "CPU stands in for concurrency: a flow that waits for a model burns none. Watch latency as "
    "well, and change the signal when you have measured a better one.",
    ("scaling.backend.autoscaling.cpuPercent", "scaling.backend.drivers"),
    ("scaling.backend-drivers",),
)
FIRST = Note(
    "manual",
    "On the first installation let one backend pod make the schema and the first account alone, "
    "and add the others when it is ready: starters that race have left duplicates upstream.",
    ("release.firstInstall", "scaling.backend.replicas"),
    ("postgres.migrations",),
)
FOLLOWS = Note(
    "limit",
    "The frontend takes the backend's count, or the bounds of its autoscaler. Two autoscalers "
    "with the same bounds still follow each its own load.",
    ("scaling.frontend.followBackend", "scaling.frontend.followReason"),
    ("scaling.independent",),
)


def scaling(plan: Plan) -> Part:
    """Make counts, autoscalers and disruption budgets of the parts that run."""
    every = scales(plan)
    return Part(
        files=(
            *(budget(scale) for scale in every if scale.most > 1),
            *(autoscaler(scale) for scale in every if scale.autoscaled),
        ),
        replicas={f"skillflaw-{s.component}": s.least for s in every if not s.autoscaled},
        notes=tuple(_notes(plan, every)),
    )


def _notes(plan: Plan, every: tuple[Scale, ...]) -> Iterator[Note]:
    if any(scale.autoscaled for scale in every):
        yield METRICS
    if plan.scaling.backend.autoscaling.enabled:
        yield STAND_IN
    if plan.release.first_install and plan.scaling.backend.least > 1:
        yield FIRST
    if plan.topology.web and plan.scaling.frontend.follow_backend:
        yield FOLLOWS
