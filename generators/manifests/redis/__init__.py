"""Redis: how the backend reaches it, and the server itself where the bundle runs it."""

from __future__ import annotations

from dataclasses import replace

from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import because
from generators.manifests.redis import external
from generators.manifests.redis import in_cluster
from generators.plan import Plan

NONE = Note(
    "limit",
    "Each backend process has its own cache, so only one replica can run.",
    ("redis.mode",),
    ("state.cache",),
)


def redis(plan: Plan) -> Part:
    """Make what connects the backend to Redis, and Redis where it runs in the cluster."""
    if plan.redis.mode != "none":
        topic = external.external if plan.redis.mode == "external" else in_cluster.in_cluster
        part = topic(plan)
        return replace(
            part,
            files=because(part.files, "redis.mode"),
            config_maps=because(part.config_maps, "redis.mode"),
        )
    return Part(settings={"SKILLFLAW_CACHE_TYPE": "async"}, notes=(NONE,))


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that Redis and its clients count on."""
    if plan.redis.mode == "external":
        return external.required(plan)
    return in_cluster.required(plan) if plan.redis.mode == "in-cluster" else ()
