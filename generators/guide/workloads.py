"""The parts that run, with what rules look at in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.plan import Plan
from generators.plan.autoscaling import BackendAutoscaling
from generators.plan.autoscaling import FrontendAutoscaling
from generators.plan.image import Image
from generators.plan.resources import BackendResources
from generators.plan.resources import WebResources


@dataclass(frozen=True)
class Running:
    """A part that runs. ``least`` and ``most`` count its pods, in quiet times and at the peak."""

    name: str
    image: Image
    resources: BackendResources | WebResources
    least: int
    most: int

    @property
    def whose(self) -> str:
        """The name as it stands before what is the part's: “backend's”, “docs'”."""
        return f"{self.name}'" if self.name.endswith("s") else f"{self.name}'s"

    def release(self, choice: str) -> str:
        """Give the path of one of the part's choices on the step *release*."""
        return f"release.{self.name}.{choice}"

    def scaling(self, choice: str) -> str:
        """Give the path of one of the part's choices on the step *scaling*."""
        return f"scaling.{self.name}.{choice}"


def running(plan: Plan) -> tuple[Running, ...]:
    """List the parts that run; a frontend that follows the backend has the backend's counts."""
    scaling, release = plan.scaling, plan.release
    backend = scaling.backend
    counts = backend if scaling.frontend.follow_backend else scaling.frontend
    docs = scaling.docs.replicas
    workloads = (
        Running("backend", release.backend, backend.resources, backend.least, backend.most),
        Running(
            "frontend", release.frontend, scaling.frontend.resources, counts.least, counts.most
        ),
        Running("docs", release.docs, scaling.docs.resources, docs, docs),
    )
    return tuple(part for part in workloads if part.name in plan.topology.parts)


def count_of_backends(plan: Plan) -> str:
    """Name the choice that decides how many backend pods there may be."""
    scales = plan.scaling.backend.autoscaling.enabled
    return f"scaling.backend.{'autoscaling.maxReplicas' if scales else 'replicas'}"


def backends(plan: Plan) -> str:
    """Say how many backend pods there may be, and that an autoscaler decides where it does."""
    most = plan.scaling.backend.most
    if plan.scaling.backend.autoscaling.enabled:
        return f"the autoscaler may run {most} backend replicas"
    return f"the plan runs {most} backend replicas"


def autoscaled(plan: Plan) -> Iterator[tuple[str, BackendAutoscaling | FrontendAutoscaling]]:
    """Yield the parts that run with an autoscaler of their own, and its choices."""
    scaling = plan.scaling
    if scaling.backend.autoscaling.enabled:
        yield "backend", scaling.backend.autoscaling
    follows = scaling.frontend.follow_backend
    if plan.topology.web and scaling.frontend.autoscaling.enabled and not follows:
        yield "frontend", scaling.frontend.autoscaling


def bounded(plan: Plan) -> Iterator[tuple[Running, int]]:
    """Yield the parts whose disruption budget the plan decides, and how many pods it gives away.

    A part with a single pod has no budget: there is nothing that a drain could leave running.
    """
    bounds = {
        "backend": plan.scaling.backend.max_unavailable,
        "frontend": plan.scaling.frontend.max_unavailable,
    }
    for part in running(plan):
        if part.name in bounds and part.most > 1:
            yield part, bounds[part.name]
