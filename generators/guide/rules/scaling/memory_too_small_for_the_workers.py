from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.rules.scaling.memory_limit_below_an_idle_backend import (
    memory_limit_below_an_idle_backend,
)
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="Too little memory for the backend's workers",
    about=("scaling.backend.resources.requests.memory", "scaling.backend.workers"),
    severity=Severity.WARNING,
    why="The node promises less than the processes use, so a busy hour evicts the pod with "
    "everything in flight.",
    fix="Request 2Gi, and 1Gi for each worker from the third on.",
    because="It starts, and fails under load.",
    guide=("scaling.backend-requests",),
    reference="https://github.com/langflow-ai/langflow/issues/9168",
    bad={"scaling.backend.resources.requests.memory": "1Gi"},
)
def memory_too_small_for_the_workers(plan: Plan) -> Iterator[Remark]:
    backend = plan.scaling.backend
    workers, resources = backend.workers, backend.resources
    needed = max(2, workers)
    request, limit = resources.requests.memory, resources.limits.memory
    smallest = min((given for given in (request, limit) if given), key=bytes_of, default="")
    if workers < 1 or not smallest or bytes_of(smallest) >= needed * 2**30 or _graver(plan):
        return
    which = "requests" if smallest == request else "limits"
    yield Remark(
        f"{plural(workers, 'worker')} should have {needed}Gi, and the backend's {which[:-1]} is "
        f"{smallest}.",
        at=(f"scaling.backend.resources.{which}.memory", "scaling.backend.workers"),
        fix=f"Raise it to {needed}Gi" + (", or run one worker." if workers > 1 else "."),
    )


def _graver(plan: Plan) -> bool:
    """Tell whether the same number is already called an error."""
    resources = plan.scaling.backend.resources
    request, limit = resources.requests.memory, resources.limits.memory
    crossed = bool(request and limit) and bytes_of(limit) < bytes_of(request)
    return crossed or any(memory_limit_below_an_idle_backend.findings(plan, None))
