from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import plural
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import bytes_of

# Measured on upstream's base package, idle: 609 MiB with one worker, 215 more for the second.
FIRST_MIB = 609
NEXT_MIB = 215


@rule(
    title="A backend that is killed at its start",
    about=("scaling.backend.resources.limits.memory", "scaling.backend.workers"),
    severity=Severity.ERROR,
    why="The kernel kills each pod while it starts, over and over, and no request is ever served.",
    fix="Raise the memory limit; 4Gi is a good start.",
    because="An idle backend is larger than that, so it cannot start.",
    guide=("scaling.backend-requests",),
    reference="https://github.com/langflow-ai/langflow/issues/9168",
    bad={
        "scaling.backend.resources.limits.memory": "512Mi",
        "scaling.backend.resources.requests.memory": "512Mi",
    },
)
def memory_limit_below_an_idle_backend(plan: Plan) -> Iterator[str]:
    backend = plan.scaling.backend
    workers, limit = max(backend.workers, 1), backend.resources.limits.memory
    needed = FIRST_MIB + (workers - 1) * NEXT_MIB
    request = backend.resources.requests.memory
    # A limit below the request is refused before anything starts, and has a finding of its own.
    refused = limit and request and bytes_of(limit) < bytes_of(request)
    if limit and not refused and bytes_of(limit) < needed * 2**20:
        yield (
            f"{plural(workers, 'idle worker')} of a backend measured {needed}Mi, and the limit is "
            f"{limit}."
        )
