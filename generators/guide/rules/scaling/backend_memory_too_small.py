from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import plural
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.rules.scaling.backend_memory_limit_too_small import (
    backend_memory_limit_too_small,
)
from generators.plan import Plan
from generators.plan.scalars import bytes_of


@rule(
    title="Backend memory is too small for its workers",
    about=("scaling.backend.resources.requests.memory", "scaling.backend.workers"),
    severity=Severity.WARNING,
    why="Under load the backend uses more memory than it requests. The node then evicts the pod "
    "or the kernel kills it, and every running flow fails.",
    fix="Request 2Gi, and 1Gi more for each worker from the third on.",
    because="The backend starts, and fails under load.",
    guide=("scaling.backend-requests",),
    reference="https://github.com/langflow-ai/langflow/issues/9168",
    bad={"scaling.backend.resources.requests.memory": "1Gi"},
)
def backend_memory_too_small(plan: Plan) -> Iterator[Remark]:
    backend = plan.scaling.backend
    workers, resources = backend.workers, backend.resources
    minimum = max(2, workers)
    request, limit = resources.requests.memory, resources.limits.memory
    smallest = min(filter(None, (request, limit)), key=bytes_of, default="")
    if workers < 1 or not smallest or bytes_of(smallest) >= minimum * 2**30 or _has_error(plan):
        return
    kind = "requests" if smallest == request else "limits"
    yield Remark(
        f"A backend with {plural(workers, 'worker')} needs {minimum}Gi, and its memory {kind[:-1]} "
        f"is {smallest}.",
        at=(f"scaling.backend.resources.{kind}.memory", "scaling.backend.workers"),
        fix=f"Raise the memory {kind[:-1]} to {minimum}Gi"
        + (", or run one worker." if workers > 1 else "."),
    )


def _has_error(plan: Plan) -> bool:
    """Tell whether another rule already reports the same amount as an error."""
    resources = plan.scaling.backend.resources
    request, limit = resources.requests.memory, resources.limits.memory
    crossed = bool(request and limit) and bytes_of(limit) < bytes_of(request)
    return crossed or any(backend_memory_limit_too_small.findings(plan, None))
