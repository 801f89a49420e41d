"""How large a PostgreSQL is that the bundle runs. Starting points, to be measured."""

from __future__ import annotations

from generators.manifests.computed import computed
from generators.manifests.limits import limited
from generators.manifests.part import Manifest
from generators.manifests.scaling.scale import mebibytes
from generators.plan import Plan
from generators.plan.scalars import bytes_of
from generators.plan.scalars import millicores

# A connection is a process of its own; ten mebibytes each is the rule of thumb of
# https://wiki.postgresql.org/wiki/Tuning_Your_PostgreSQL_Server for modest queries.
RESOURCES = (
    "database.resources.requests.cpu",
    "database.resources.requests.memory",
    "database.resources.limits.cpu",
    "database.resources.limits.memory",
)
MIB = 1024 * 1024
MIB_A_CONNECTION = 10
MIB_BESIDES = 1024
STEP_MIB = 256


def memory_mib(plan: Plan) -> int:
    """Give the memory of a server that is promised to it, in mebibytes: the plan's or a guess."""
    resources = plan.database.resources
    memory = resources.requests.memory or resources.limits.memory
    return bytes_of(memory) // MIB if memory else guessed_mib(plan)


def guessed_mib(plan: Plan) -> int:
    """Give the memory that ``max_connections`` asks for: a base, and some for each connection."""
    mib = MIB_BESIDES + MIB_A_CONNECTION * plan.database.max_connections
    return computed(
        -(-mib // STEP_MIB) * STEP_MIB,
        f"{MIB_BESIDES} MiB + {MIB_A_CONNECTION} MiB for each of {plan.database.max_connections} "
        f"connections, rounded up to {STEP_MIB} MiB",
    )


def buffers_mib(plan: Plan) -> int:
    """Give ``shared_buffers`` in mebibytes: a quarter of the memory, says PostgreSQL's manual."""
    return memory_mib(plan) // 4


def resources(plan: Plan) -> Manifest:
    """Make requests and limits; memory is promised in full: a killed server recovers slowly."""
    requests, limits = plan.database.resources.requests, plan.database.resources.limits
    memory = requests.memory or limits.memory or mebibytes(memory_mib(plan))
    cpu = {"cpu": limits.cpu} if limits.cpu else {}
    requests_and_limits: Manifest = {
        "requests": {
            "cpu": requests.cpu or _least("500m", limits.cpu),
            "memory": memory,
            "ephemeral-storage": "256Mi",
        },
        "limits": {**cpu, "memory": limits.memory or memory, "ephemeral-storage": "1Gi"},
    }
    return limited(plan, requests_and_limits, _most("2", requests.cpu))


def _least(cpu: str, limit: str) -> str:
    return limit if limit and millicores(limit) < millicores(cpu) else cpu


def _most(cpu: str, request: str) -> str:
    return request if request and millicores(request) > millicores(cpu) else cpu
