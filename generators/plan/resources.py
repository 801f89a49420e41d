"""What each pod is promised, and where it is stopped."""

from __future__ import annotations

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.scalars import OptionalCpuQuantity
from generators.plan.scalars import OptionalMemoryQuantity


class Amounts(Topic):
    cpu: OptionalCpuQuantity = choice("", "CPU", "Cores, such as 500m or 2. Empty: none set.")
    memory: OptionalMemoryQuantity = choice("", "Memory", "Bytes, such as 512Mi or 4Gi.")


class BackendRequests(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "1", "CPU request", "Cores that each pod is promised.", guide=("scaling.backend-requests",)
    )
    memory: OptionalMemoryQuantity = choice(
        "2Gi",
        "Memory request",
        "Memory that each pod is promised.",
        guide=("scaling.backend-requests",),
        assumed="2Gi is what upstream suggests; measure your flows.",
    )


class BackendLimits(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "", "CPU limit", "Usually left empty: a CPU limit slows requests down before it helps."
    )
    memory: OptionalMemoryQuantity = choice(
        "4Gi",
        "Memory limit",
        "Above it the pod is killed.",
        guide=("scaling.backend-requests",),
        assumed="Start-up of the full image has been seen to need close to 4Gi upstream.",
    )


class WebRequests(Amounts):
    cpu: OptionalCpuQuantity = choice("100m", "CPU request", "Cores that each pod is promised.")
    memory: OptionalMemoryQuantity = choice(
        "128Mi", "Memory request", "Memory that each pod is promised."
    )


class WebLimits(Amounts):
    cpu: OptionalCpuQuantity = choice("", "CPU limit", "Usually left empty.")
    memory: OptionalMemoryQuantity = choice("256Mi", "Memory limit", "Above it the pod is killed.")


class BackendResources(Topic):
    requests: BackendRequests = group(BackendRequests(), "Requests")
    limits: BackendLimits = group(BackendLimits(), "Limits")


class WebResources(Topic):
    requests: WebRequests = group(WebRequests(), "Requests")
    limits: WebLimits = group(WebLimits(), "Limits")
