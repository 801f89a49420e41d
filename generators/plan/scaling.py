"""Replicas, resources and topology spread of each workload."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.autoscaling import MOST_REPLICAS
from generators.plan.autoscaling import Autoscaling
from generators.plan.autoscaling import BackendAutoscaling
from generators.plan.autoscaling import FrontendAutoscaling
from generators.plan.autoscaling import bound
from generators.plan.choice import Option
from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.placement import Labels
from generators.plan.placement import Toleration
from generators.plan.placement import node_selector
from generators.plan.placement import tolerations
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.resources import BackendResources
from generators.plan.resources import WebResources
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan

DAY = 86_400


def _web(plan: Plan) -> bool:
    return plan.topology.web


def _docs(plan: Plan) -> bool:
    return plan.topology.docs


def _editor_or_mcp(plan: Plan) -> bool:
    return plan.topology.web or plan.topology.mcp


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
    replicas: Count = bound(
        1,
        "Replicas",
        "Number of backend pods. More than one needs PostgreSQL, Redis, shared storage and a "
        "shared key file.",
        guide=("state.first", "scaling.independent"),
    )
    workers: Count = choice(
        1,
        "Worker processes per pod",
        "Keep 1 and add replicas instead. Each worker process has its own memory and its own "
        "database connection pool.",
        guide=("scaling.backend-drivers",),
        at_least=-1,
        at_most=64,
    )
    autoscaling: BackendAutoscaling = group(BackendAutoscaling, "Autoscaling")
    resources: BackendResources = group(BackendResources, "Resources")
    max_unavailable: Count = choice(
        1,
        "maxUnavailable: pods a drain may evict at once",
        "maxUnavailable of the PodDisruptionBudget. 0 blocks every node drain.",
        at_least=0,
        at_most=MOST_REPLICAS,
    )
    longest_flow_seconds: Count = choice(
        300,
        "Longest flow duration",
        "The duration of the longest request. The worker timeout and "
        "terminationGracePeriodSeconds are derived from it, and the ingress timeout must not be "
        "shorter.",
        guide=("scaling.backend-drivers",),
        unit="seconds",
        at_least=1,
        at_most=DAY,
    )
    drain: Literal["connections", "sleep"] = choice(
        "connections",
        "preStop hook",
        "How long a backend pod runs on after Kubernetes has taken it out of the Service. Flows "
        "that run then may end.",
        guide=("scaling.backend-drivers",),
        assumed="The image has sh and sleep, and /proc/net/tcp shows the pod's connections. If "
        "sh is missing, the hook fails and Kubernetes stops the pod at once: choose the fixed "
        "sleep.",
        options={
            "connections": Option(
                "Until the last connection ends",
                "An idle pod stops in about 15 s, a busy one after its flows, or at the longest "
                "flow duration. A run without a connection is not seen.",
            ),
            "sleep": Option(
                "Fixed sleep (preStop sleep)",
                "Every pod waits for the longest flow duration, also an idle one. It needs "
                "nothing of the image from Kubernetes 1.30 on.",
            ),
        },
        advanced=True,
    )
    max_upload_mb: Count = choice(
        100,
        "Maximum upload size",
        "The largest file that people may upload. The size of the scratch volume is derived from "
        "it, and the ingress body size must not be smaller.",
        guide=("scaling.backend-drivers",),
        unit="MB",
        at_least=1,
        at_most=100_000,
    )
    affinity: Literal["cookie", "none"] = choice(
        "cookie",
        "Session affinity",
        "The editor and legacy MCP streams keep state in one backend process.",
        applies=_editor_or_mcp,
        options={
            "cookie": Option("Cookie", "The ingress sends a session to the same pod each time."),
            "none": Option("None", "Any pod may serve each request."),
        },
    )
    drivers: tuple[
        Literal["request-concurrency", "flow-complexity", "payload-size", "peak-latency"], ...
    ] = choice(
        (),
        "Scaling drivers",
        "The kinds of load that make you add backend pods. The rationale and the load test "
        "name them.",
        guide=("scaling.backend-drivers",),
        options={
            "request-concurrency": Option("Request concurrency", "Many requests run at once."),
            "flow-complexity": Option("Flow complexity", "Flows have many steps or use much CPU."),
            "payload-size": Option("Payload size", "Requests or files are large."),
            "peak-latency": Option("Peak latency", "Responses must stay fast at peak load."),
        },
    )
    node_selector: Labels = node_selector(
        "the backend, the jobs that start it and what measures or tests it"
    )
    tolerations: tuple[Toleration, ...] = tolerations(
        "the backend, the jobs that start it and what measures or tests it"
    )


class FrontendScaling(Tier):
    replicas: Count = bound(
        2,
        "Replicas",
        "Number of frontend pods. They keep no state, so the number does not depend on the "
        "backend's.",
        guide=("scaling.independent", "scaling.frontend-drivers"),
    )
    autoscaling: FrontendAutoscaling = group(FrontendAutoscaling, "Autoscaling")
    resources: WebResources = group(WebResources, "Resources")
    max_unavailable: Count = choice(
        1,
        "maxUnavailable: pods a drain may evict at once",
        "maxUnavailable of the PodDisruptionBudget. 0 blocks every node drain.",
        at_least=0,
        at_most=MOST_REPLICAS,
    )
    drivers: tuple[Literal["concurrent-browsers", "page-load", "rollout-isolation"], ...] = choice(
        (),
        "Scaling drivers",
        "The kinds of load that make you add frontend pods. The rationale names them.",
        guide=("scaling.frontend-drivers",),
        options={
            "concurrent-browsers": Option("Concurrent browsers", "Many people use the UI at once."),
            "page-load": Option("Page load time", "Pages must load fast."),
            "rollout-isolation": Option(
                "Rollout isolation", "Frontend rollouts must not affect the backend."
            ),
        },
    )
    follow_backend: Flag = choice(
        False,
        "Scale with the backend",
        "Keep the number of frontend pods equal to the number of backend pods. Turn this on only "
        "if a measurement shows the need.",
        guide=("scaling.independent",),
    )
    follow_reason: Text = choice(
        "",
        "Reason for scaling with the backend",
        "Describe the measurement that shows the need.",
        guide=("scaling.independent",),
        applies=lambda plan: plan.scaling.frontend.follow_backend,
        multiline=True,
    )
    node_selector: Labels = node_selector("the frontend")
    tolerations: tuple[Toleration, ...] = tolerations("the frontend")


class DocsScaling(Topic):
    replicas: Count = bound(1, "Replicas", "Number of docs pods. They serve static pages.")
    resources: WebResources = group(WebResources, "Resources")
    node_selector: Labels = node_selector("the docs service")
    tolerations: tuple[Toleration, ...] = tolerations("the docs service")


class Scaling(Topic):
    backend: BackendScaling = group(BackendScaling, "Backend")
    frontend: FrontendScaling = group(FrontendScaling, "Frontend", applies=_web)
    docs: DocsScaling = group(DocsScaling, "Docs", applies=_docs)
    spread: Literal["node", "zone", "none"] = choice(
        "node",
        "Topology spread",
        "How the scheduler distributes the pods of one workload (topologySpreadConstraints).",
        guide=("scaling.independent",),
        options={
            "node": Option("Across nodes", "Pods prefer different nodes."),
            "zone": Option("Across zones", "Pods prefer different zones, then different nodes."),
            "none": Option("No constraint", "The scheduler decides."),
        },
    )
    helper_limits: Flag = choice(
        False,
        "CPU limits for init containers, exporters and Jobs",
        "Turn this on if a ResourceQuota of the namespace has limits.cpu: Kubernetes then refuses "
        "every pod with a container that has no CPU limit. The limits of backend, frontend and "
        "docs are choices of their own.",
        advanced=True,
    )
