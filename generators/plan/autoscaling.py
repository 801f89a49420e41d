"""When a HorizontalPodAutoscaler decides how many pods of a workload run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Any

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Count
from generators.plan.primitives import Flag

if TYPE_CHECKING:
    from generators.plan.plan import Plan

MOST_REPLICAS = 1000


def _backend_scales(plan: Plan) -> bool:
    return plan.scaling.backend.autoscaling.enabled


def _frontend_scales(plan: Plan) -> bool:
    return plan.scaling.frontend.autoscaling.enabled


def bound(default: int, label: str, help: str, **more: Any) -> Any:  # noqa: A002 - as choice does
    """Declare a number of pods."""
    return choice(default, label, help, at_least=1, at_most=MOST_REPLICAS, **more)


def _target(applies: Callable[[Plan], bool]) -> Any:
    return choice(
        70,
        "Target CPU utilization",
        "Average CPU use of the pods, in percent of the CPU request, at which the "
        "HorizontalPodAutoscaler adds pods.",
        applies=applies,
        unit="%",
        at_least=1,
        at_most=1000,
    )


def _switch(statement: str, *more: str) -> Any:
    help_text = "Create a HorizontalPodAutoscaler, which sets the number of replicas."
    return choice(False, "HorizontalPodAutoscaler", help_text, guide=(statement, *more))


class Autoscaling(Topic):
    """What each autoscaler has; the tiers differ in defaults and statements."""

    enabled: Flag
    min_replicas: Count
    max_replicas: Count
    cpu_percent: Count


class BackendAutoscaling(Autoscaling):
    enabled: Flag = _switch("scaling.backend-drivers", "state.first")
    min_replicas: Count = bound(
        2,
        "minReplicas",
        "Fewest pods that the HorizontalPodAutoscaler keeps.",
        applies=_backend_scales,
    )
    max_replicas: Count = bound(
        6,
        "maxReplicas",
        "Most pods that the HorizontalPodAutoscaler creates. The connection budget counts this "
        "many pods.",
        guide=("postgres.replicas",),
        applies=_backend_scales,
    )
    cpu_percent: Count = _target(_backend_scales)


class FrontendAutoscaling(Autoscaling):
    enabled: Flag = _switch("scaling.frontend-drivers")
    min_replicas: Count = bound(
        2,
        "minReplicas",
        "Fewest pods that the HorizontalPodAutoscaler keeps.",
        applies=_frontend_scales,
    )
    max_replicas: Count = bound(
        4,
        "maxReplicas",
        "Most pods that the HorizontalPodAutoscaler creates.",
        applies=_frontend_scales,
    )
    cpu_percent: Count = _target(_frontend_scales)
