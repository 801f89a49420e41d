"""Autoscalers and disruption budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.admission.objects import at
from tests.admission.objects import kind
from tests.admission.objects import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

TARGETS = {
    "Utilization": "averageUtilization",
    "AverageValue": "averageValue",
    "Value": "value",
}


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what an autoscaler or a disruption budget says against itself."""
    if kind(manifest) == "HorizontalPodAutoscaler":
        yield from _autoscaler(manifest)
    if kind(manifest) == "PodDisruptionBudget":
        limits = at(manifest, "spec", {}).keys() & {"minAvailable", "maxUnavailable"}
        if len(limits) == 2:
            yield "has minAvailable and maxUnavailable"


def _autoscaler(manifest: Object) -> Iterator[str]:
    least, most = at(manifest, "spec.minReplicas", 1), at(manifest, "spec.maxReplicas", 0)
    if least > most:
        yield f"minReplicas {least} is above maxReplicas {most}"
    for metric in things(manifest, "spec.metrics"):
        source = metric.get("type", "")
        field = source[:1].lower() + source[1:]
        if metric.keys() - {"type"} != {field}:
            given = ", ".join(sorted(metric.keys() - {"type"})) or "nothing"
            yield f"a {source} metric describes {given}"
            continue
        target = at(metric, f"{field}.target", {})
        if target.keys() - {"type"} != {TARGETS.get(str(target.get("type")))}:
            yield f"the target of a {source} metric is not the {target.get('type')} it says"
