"""The workloads of a plan with their numbers of pods, and the labels of what it chose."""

from __future__ import annotations

from collections.abc import Iterator

import generators


def workloads(plan: generators.Plan) -> Iterator[tuple[str, str]]:
    """Name each workload that runs, with its number of pods."""
    backend, frontend = plan.scaling.backend, plan.scaling.frontend
    yield "backend", _span(backend.least, backend.most)
    if plan.topology.web:
        yield "frontend", _span(frontend.least, frontend.most)
    if plan.topology.docs:
        yield "docs", str(plan.scaling.docs.replicas)


def chosen(plan: generators.Plan, path: str) -> str:
    """Give the label of the option that a plan chose at this path."""
    return generators.choice_at(path).option(plan).label


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"
