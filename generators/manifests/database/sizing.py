"""How large a PostgreSQL is that the bundle runs. Starting points, to be measured."""

from __future__ import annotations

from generators.manifests.part import Manifest
from generators.manifests.scaling.scale import mebibytes
from generators.plan import Plan

# A connection is a process of its own; ten mebibytes each is the rule of thumb of
# https://wiki.postgresql.org/wiki/Tuning_Your_PostgreSQL_Server for modest queries.
MIB_A_CONNECTION = 10
MIB_BESIDES = 1024
STEP_MIB = 256


def memory_mib(plan: Plan) -> int:
    """Give the memory of a server, in mebibytes: a base, and some for each connection."""
    wanted = MIB_BESIDES + MIB_A_CONNECTION * plan.database.max_connections
    return -(-wanted // STEP_MIB) * STEP_MIB


def buffers_mib(plan: Plan) -> int:
    """Give ``shared_buffers`` in mebibytes: a quarter of the memory, says PostgreSQL's manual."""
    return memory_mib(plan) // 4


def resources(plan: Plan) -> Manifest:
    """Make requests and limits; memory is promised in full: a killed server recovers slowly."""
    memory = mebibytes(memory_mib(plan))
    return {
        "requests": {"cpu": "500m", "memory": memory, "ephemeral-storage": "256Mi"},
        "limits": {"memory": memory, "ephemeral-storage": "1Gi"},
    }
