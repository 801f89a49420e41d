"""What holds between the fields of a workload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.admission.objects import at
from tests.admission.objects import kind
from tests.admission.objects import name
from tests.admission.objects import pod
from tests.admission.objects import selects
from tests.admission.objects import template
from tests.admission.objects import template_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.admission.objects import Object

KEPT_RUNNING = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"}
ZERO = {0, "0%"}
# The name of a Job's pods is made of the Job's name, and a CronJob adds eleven characters to it.
LONGEST_NAMES = {"CronJob": 52, "Job": 63, "StatefulSet": 63}


def refusals(manifest: Object) -> Iterator[str]:
    """Yield what a workload says against itself."""
    if len(name(manifest)) > LONGEST_NAMES.get(kind(manifest), 253):
        yield f"the name is longer than {LONGEST_NAMES[kind(manifest)]} characters"
    if kind(manifest) in KEPT_RUNNING:
        yield from _selector(manifest)
        if at(pod(manifest), "restartPolicy", "Always") != "Always":
            yield "the pods' restartPolicy can only be Always"
    if kind(manifest) in {"Job", "CronJob"}:
        yield from _job(manifest)
    if kind(manifest) == "Deployment":
        yield from _deployment(manifest)


def _selector(manifest: Object) -> Iterator[str]:
    selector = at(manifest, "spec.selector")
    if not selector:
        yield "has no selector"
    elif template(manifest) and not selects(selector, template_labels(manifest)):
        yield "the selector does not choose the template's own pods"


def _job(manifest: Object) -> Iterator[str]:
    if at(pod(manifest), "restartPolicy") not in {"OnFailure", "Never"}:
        yield "the pods' restartPolicy must be OnFailure or Never"
    job = (
        at(manifest, "spec.jobTemplate.spec")
        if kind(manifest) == "CronJob"
        else at(manifest, "spec")
    )
    if at(job, "selector") and not at(job, "manualSelector"):
        yield "a Job's selector is the server's to write"


def _deployment(manifest: Object) -> Iterator[str]:
    strategy = at(manifest, "spec.strategy", {})
    rolling = strategy.get("rollingUpdate")
    if strategy.get("type") == "Recreate" and rolling is not None:
        yield "strategy Recreate has no rollingUpdate"
    if rolling and rolling.get("maxSurge") in ZERO and rolling.get("maxUnavailable") in ZERO:
        yield "maxSurge and maxUnavailable are both 0"
    if at(manifest, "spec.progressDeadlineSeconds", 600) <= at(manifest, "spec.minReadySeconds", 0):
        yield "progressDeadlineSeconds must be longer than minReadySeconds"
