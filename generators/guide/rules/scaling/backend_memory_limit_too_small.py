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
    title="Backend memory limit is too small to start",
    about=("scaling.backend.resources.limits.memory", "scaling.backend.workers"),
    severity=Severity.ERROR,
    why="The kernel kills the container during its start (OOMKilled), again and again. The "
    "backend serves no request.",
    fix="Raise scaling.backend.resources.limits.memory. Start with 4Gi.",
    because="An idle backend uses more memory than the limit allows, so it cannot start.",
    guide=("scaling.backend-requests",),
    reference="https://github.com/langflow-ai/langflow/issues/9168",
    bad={
        "scaling.backend.resources.limits.memory": "512Mi",
        "scaling.backend.resources.requests.memory": "512Mi",
    },
)
def backend_memory_limit_too_small(plan: Plan) -> Iterator[str]:
    backend = plan.scaling.backend
    workers, limit = max(backend.workers, 1), backend.resources.limits.memory
    minimum = FIRST_MIB + (workers - 1) * NEXT_MIB
    request = backend.resources.requests.memory
    # The API server rejects a limit below the request; that has a rule of its own.
    rejected = limit and request and bytes_of(limit) < bytes_of(request)
    if limit and not rejected and bytes_of(limit) < minimum * 2**20:
        yield (
            f"An idle backend with {plural(workers, 'worker')} uses about {minimum}Mi, and its "
            f"memory limit is {limit}."
        )
