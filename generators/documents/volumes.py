"""The volumes of a bundle that can be grown, and what has to be done for each kind of owner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generators.documents.commands import Commands
from generators.manifests.database.dump import NAME as DUMPS
from generators.manifests.redis.server import persistent
from generators.manifests.storage import CLAIM


@dataclass(frozen=True)
class Volume:
    """A volume: its claim, the choice of its size, and the StatefulSet that made it, if any.

    ``size`` is what the plan says today. Applying a larger one grows a claim that stands in the
    bundle; a claim template cannot change, so that its StatefulSet is made anew without its pods.
    """

    claim: str
    choice: str
    size: str
    stateful_set: str = ""


def volumes(commands: Commands) -> tuple[Volume, ...]:
    """List the volumes that the bundle itself makes, or has made by an operator."""
    return tuple(_volumes(commands))


def _volumes(commands: Commands) -> Iterator[Volume]:
    plan = commands.plan
    if plan.storage.mode == "claim":
        yield Volume(CLAIM, "storage.size", plan.storage.size)
    if plan.database.mode == "in-cluster":
        yield Volume("data-postgres-0", "database.size", plan.database.size, "postgres")
    if commands.created.has("PersistentVolumeClaim", DUMPS):
        yield Volume(DUMPS, "database.size", plan.database.size)
    if plan.database.mode == "cloudnative-pg":
        yield Volume("postgres-1 and those of the other instances", "database.size", "")
    if plan.redis.mode == "in-cluster" and persistent(plan):
        yield Volume("data-cache-0", "redis.size", plan.redis.size, "cache")


def grow(commands: Commands, volume: Volume) -> str:
    """Write the commands that grow a volume of a StatefulSet while its pod runs."""
    body = json.dumps(
        {"spec": {"resources": {"requests": {"storage": "NEW_SIZE"}}}}, separators=(",", ":")
    )
    lines = (
        commands.pause(),
        f"{commands.kubectl} patch persistentvolumeclaim {volume.claim} --type=merge -p '{body}'",
        f"{commands.kubectl} delete statefulset {volume.stateful_set} --cascade=orphan",
    )
    return "\n".join(line for line in lines if line)
