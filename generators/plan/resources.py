"""CPU and memory requests and limits of the containers."""

from __future__ import annotations

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.scalars import OptionalCpuQuantity
from generators.plan.scalars import OptionalMemoryQuantity


class Amounts(Topic):
    cpu: OptionalCpuQuantity = choice(
        "", "CPU", "Cores, such as 500m or 2. Leave it empty to set none."
    )
    memory: OptionalMemoryQuantity = choice(
        "", "Memory", "An amount, such as 512Mi or 4Gi. Leave it empty to set none."
    )


class BackendRequests(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "1",
        "CPU request",
        "Cores that the scheduler reserves for each pod, such as 500m or 2.",
        guide=("scaling.backend-requests",),
    )
    memory: OptionalMemoryQuantity = choice(
        "2Gi",
        "Memory request",
        "Memory that the scheduler reserves for each pod, such as 2Gi.",
        guide=("scaling.backend-requests",),
        assumed="2Gi is what upstream suggests; measure your flows.",
    )


class BackendLimits(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "",
        "CPU limit",
        "Usually left empty. A CPU limit throttles the pod even when the node has free CPU.",
    )
    memory: OptionalMemoryQuantity = choice(
        "4Gi",
        "Memory limit",
        "A container that uses more memory is killed (OOMKilled).",
        guide=("scaling.backend-requests",),
        assumed="Start-up of the full image has been seen to need close to 4Gi upstream.",
    )


class WebRequests(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "100m", "CPU request", "Cores that the scheduler reserves for each pod, such as 100m."
    )
    memory: OptionalMemoryQuantity = choice(
        "128Mi", "Memory request", "Memory that the scheduler reserves for each pod, such as 128Mi."
    )


class WebLimits(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "",
        "CPU limit",
        "Usually left empty. A CPU limit throttles the pod even when the node has free CPU.",
    )
    memory: OptionalMemoryQuantity = choice(
        "256Mi", "Memory limit", "A container that uses more memory is killed (OOMKilled)."
    )


class DatabaseRequests(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "",
        "CPU request of PostgreSQL",
        "Cores that the scheduler reserves for each PostgreSQL pod. Leave it empty for 500m.",
        advanced=True,
    )
    memory: OptionalMemoryQuantity = choice(
        "",
        "Memory request of PostgreSQL",
        "Memory that the scheduler reserves for each PostgreSQL pod. shared_buffers is a quarter "
        "of it. Leave it empty to derive it from max_connections.",
        guide=("postgres.core",),
        advanced=True,
    )


class DatabaseLimits(Amounts):
    cpu: OptionalCpuQuantity = choice(
        "",
        "CPU limit of PostgreSQL",
        "Usually left empty. A CPU limit throttles the pod even when the node has free CPU.",
        advanced=True,
    )
    memory: OptionalMemoryQuantity = choice(
        "",
        "Memory limit of PostgreSQL",
        "A container that uses more memory is killed (OOMKilled). Leave it empty for the memory "
        "request.",
        guide=("postgres.core",),
        advanced=True,
    )


class DatabaseResources(Topic):
    requests: DatabaseRequests = group(DatabaseRequests, "Requests")
    limits: DatabaseLimits = group(DatabaseLimits, "Limits")


class BackendResources(Topic):
    requests: BackendRequests = group(BackendRequests, "Requests")
    limits: BackendLimits = group(BackendLimits, "Limits")


class WebResources(Topic):
    requests: WebRequests = group(WebRequests, "Requests")
    limits: WebLimits = group(WebLimits, "Limits")
