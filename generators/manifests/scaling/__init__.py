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
    "The autoscaler needs the resource metrics API (metrics-server). Before it replaces a fixed "
    "replica count, run the command under “Roll out” in RUNBOOK.md that leaves the count to it. "
    "Otherwise the first apply sets one replica, because the manifest has no count.",
    ("scaling.backend.autoscaling.enabled", "scaling.frontend.autoscaling.enabled"),
    ("scaling.backend-drivers",),
)
STAND_IN = Note(
    "limit",
    "The autoscaler uses CPU as a measure of load, but a flow that waits for a model uses no "
    "CPU. Monitor the latency too, and change the metric when you have measured a better one.",
    ("scaling.backend.autoscaling.cpuPercent", "scaling.backend.drivers"),
    ("scaling.backend-drivers",),
)
FIRST = Note(
    "manual",
    "On the first installation, start one backend pod. It creates the schema and the first "
    "account. Add the other pods when it is ready: in the upstream project, pods that started "
    "together created duplicates.",
    ("release.firstInstall", "scaling.backend.replicas"),
    ("postgres.migrations",),
)
FOLLOWS = Note(
    "limit",
    "The frontend uses the backend's replica count, or the bounds of its autoscaler. Two "
    "autoscalers with the same bounds still scale by their own load.",
    ("scaling.frontend.followBackend", "scaling.frontend.followReason"),
    ("scaling.independent",),
)


def scaling(plan: Plan) -> Part:
    """Make counts, autoscalers and disruption budgets of the parts that run."""
    all_scales = scales(plan)
    return Part(
        files=(
            *(budget(scale) for scale in all_scales if scale.most > 1),
            *(autoscaler(scale) for scale in all_scales if scale.autoscaled),
        ),
        replicas={f"skillflaw-{s.component}": s.least for s in all_scales if not s.autoscaled},
        notes=tuple(_notes(plan, all_scales)),
    )


def _notes(plan: Plan, all_scales: tuple[Scale, ...]) -> Iterator[Note]:
    if any(scale.autoscaled for scale in all_scales):
        yield METRICS
    if plan.scaling.backend.autoscaling.enabled:
        yield STAND_IN
    if plan.release.first_install and plan.scaling.backend.least > 1:
        yield FIRST
    if plan.topology.web and plan.scaling.frontend.follow_backend:
        yield FOLLOWS
