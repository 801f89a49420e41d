"""How many of each part run, how large, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.resources import BackendResources
from generators.plan.resources import WebResources
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan

MOST_REPLICAS = 1000
DAY = 86_400


def _web(plan: Plan) -> bool:
    return plan.topology.web


def _docs(plan: Plan) -> bool:
    return plan.topology.docs


def _backend_scales(plan: Plan) -> bool:
    return plan.scaling.backend.autoscaling.enabled


def _frontend_scales(plan: Plan) -> bool:
    return plan.scaling.frontend.autoscaling.enabled


def _editor_or_mcp(plan: Plan) -> bool:
    return plan.topology.web or plan.topology.mcp


def _bound(default: int, label: str, help: str, **more: Any) -> Any:  # noqa: A002 - as choice does
    return choice(default, label, help, at_least=1, at_most=MOST_REPLICAS, **more)


def _target(applies: Callable[[Plan], bool]) -> Any:
    return choice(
        70,
        "CPU target",
        "Average CPU use, in percent of the request, that the autoscaler aims at.",
        applies=applies,
        unit="%",
        at_least=1,
        at_most=1000,
    )


def _switch(statement: str, *more: str) -> Any:
    said = "A HorizontalPodAutoscaler sets the replica count."
    return choice(False, "Autoscaling", said, guide=(statement, *more))


class Autoscaling(Topic):
    """What each autoscaler has; the tiers differ in defaults and statements."""

    enabled: Flag
    min_replicas: Count
    max_replicas: Count
    cpu_percent: Count


class BackendAutoscaling(Autoscaling):
    enabled: Flag = _switch("scaling.backend-drivers", "state.first")
    min_replicas: Count = _bound(2, "Least replicas", "Never fewer.", applies=_backend_scales)
    max_replicas: Count = _bound(
        6,
        "Most replicas",
        "Never more. Connections to the database are budgeted for this many.",
        guide=("postgres.replicas",),
        applies=_backend_scales,
    )
    cpu_percent: Count = _target(_backend_scales)


class FrontendAutoscaling(Autoscaling):
    enabled: Flag = _switch("scaling.frontend-drivers")
    min_replicas: Count = _bound(2, "Least replicas", "Never fewer.", applies=_frontend_scales)
    max_replicas: Count = _bound(4, "Most replicas", "Never more.", applies=_frontend_scales)
    cpu_percent: Count = _target(_frontend_scales)


class Tier(Topic):
    """A tier that an autoscaler may own."""

    replicas: Count
    autoscaling: Autoscaling

    @property
    def most(self) -> int:
        """The most pods that may serve at once: the autoscaler's bound where it is on."""
        return self.autoscaling.max_replicas if self.autoscaling.enabled else self.replicas

    @property
    def least(self) -> int:
        """The fewest pods that serve in quiet times."""
        return self.autoscaling.min_replicas if self.autoscaling.enabled else self.replicas


class BackendScaling(Tier):
    replicas: Count = _bound(
        1,
        "Replicas",
        "Backend pods. More than one needs PostgreSQL, Redis, shared storage and one key file.",
        guide=("state.first", "scaling.independent"),
    )
    workers: Count = choice(
        1,
        "Worker processes a pod",
        "Keep one and add replicas: each worker holds its own state and database pool.",
        guide=("scaling.backend-drivers",),
        at_least=-1,
        at_most=64,
    )
    autoscaling: BackendAutoscaling = group(BackendAutoscaling(), "Autoscaling")
    resources: BackendResources = group(BackendResources(), "Resources")
    max_unavailable: Count = choice(
        1,
        "Pods a drain may take at once",
        "maxUnavailable of the disruption budget. Zero blocks every node drain.",
        at_least=0,
        at_most=MOST_REPLICAS,
    )
    longest_flow_seconds: Count = choice(
        300,
        "Longest flow",
        "The longest request you accept. Ingress and worker timeouts and the grace period follow.",
        guide=("scaling.backend-drivers",),
        unit="seconds",
        at_least=1,
        at_most=DAY,
    )
    max_upload_mb: Count = choice(
        100,
        "Largest upload",
        "The ingress body size and the scratch space follow from it.",
        guide=("scaling.backend-drivers",),
        unit="MB",
        at_least=1,
        at_most=100_000,
    )
    affinity: Literal["cookie", "none"] = choice(
        "cookie",
        "Session affinity",
        "The editor and legacy MCP streams hold state in one process; a cookie keeps them there.",
        applies=_editor_or_mcp,
    )
    drivers: tuple[
        Literal["request-concurrency", "flow-complexity", "payload-size", "peak-latency"], ...
    ] = choice(
        (),
        "What makes the backend grow",
        "Why you scale it. The rationale and the load test speak of these.",
        guide=("scaling.backend-drivers",),
    )


class FrontendScaling(Tier):
    replicas: Count = _bound(
        2,
        "Replicas",
        "Frontend pods. They hold no state, so the count is free of the backend's.",
        guide=("scaling.independent", "scaling.frontend-drivers"),
    )
    autoscaling: FrontendAutoscaling = group(FrontendAutoscaling(), "Autoscaling")
    resources: WebResources = group(WebResources(), "Resources")
    max_unavailable: Count = choice(
        1,
        "Pods a drain may take at once",
        "maxUnavailable of the disruption budget.",
        at_least=0,
        at_most=MOST_REPLICAS,
    )
    drivers: tuple[Literal["concurrent-browsers", "page-load", "rollout-isolation"], ...] = choice(
        (),
        "What makes the frontend grow",
        "Why you scale it. The rationale speaks of these.",
        guide=("scaling.frontend-drivers",),
    )
    follow_backend: Flag = choice(
        False,
        "Follow the backend's count",
        "Tie both counts together. Only where you measured that they move together.",
        guide=("scaling.independent",),
    )
    follow_reason: Text = choice(
        "",
        "The measured need",
        "What you measured that ties the counts.",
        guide=("scaling.independent",),
        applies=lambda plan: plan.scaling.frontend.follow_backend,
    )


class DocsScaling(Topic):
    replicas: Count = _bound(1, "Replicas", "Docs pods: static pages.")
    resources: WebResources = group(WebResources(), "Resources")


class Scaling(Topic):
    backend: BackendScaling = group(BackendScaling(), "Backend")
    frontend: FrontendScaling = group(FrontendScaling(), "Frontend", applies=_web)
    docs: DocsScaling = group(DocsScaling(), "Docs", applies=_docs)
    spread: Literal["node", "zone", "none"] = choice(
        "node",
        "Spread pods over",
        "Pods of one part avoid sharing a node, or a zone, where there is another.",
        guide=("scaling.independent",),
    )
