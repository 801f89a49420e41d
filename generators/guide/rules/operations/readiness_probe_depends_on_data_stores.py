from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Readiness probe depends on PostgreSQL and Redis",
    about=("operations.readinessPath",),
    severity=Severity.INFO,
    why="When PostgreSQL or Redis is unavailable for a short time, every pod becomes unready and "
    "leaves the Service, and users get errors from the ingress controller.",
    fix="Set operations.readinessPath to /health, and monitor PostgreSQL and Redis with their own "
    "alerts.",
    because="Both paths are valid: with /health the pods stay in the Service and return errors "
    "themselves.",
    guide=("health.backend",),
    reference="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes",
    bad={"operations.readinessPath": "/health_check"},
)
def readiness_probe_depends_on_data_stores(plan: Plan) -> Iterator[str]:
    if plan.operations.readiness_path == "/health_check":
        yield "/health_check also checks PostgreSQL and Redis, which all pods share."
