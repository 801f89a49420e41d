"""The four rollout questions, answered for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.plan import Plan


def release_answers(plan: Plan) -> dict[str, Any]:
    """Answer which tag, which change, how back, and what follows.

    ``unanswered`` lists the questions that a pipeline should stop at; empty, the rollout may start.
    """
    release = plan.release
    images = {part: getattr(release, part) for part in plan.topology.parts}
    return {
        "apiVersion": "skillflaw-configurator/v1",
        "kind": "Release",
        "metadata": {"name": plan.name},
        "environment": release.environment,
        "namespace": release.namespace,
        "topology": plan.topology.pattern,
        "delivery": plan.topology.delivery,
        "images": {part: image.reference for part, image in images.items()},
        "change": release.change,
        "firstInstall": release.first_install,
        "previous": _previous(plan),
        "schemaMigration": release.schema_migration,
        "rollback": _rollback(plan),
        "unanswered": list(_unanswered(plan)),
    }


def _previous(plan: Plan) -> dict[str, str]:
    tag = plan.release.previous_backend_tag
    return {"backend": f"{plan.release.backend.image}:{tag}"} if tag else {}


def _rollback(plan: Plan) -> dict[str, str]:
    others = {part: getattr(plan.release.rollback, part) for part in plan.topology.parts[1:]}
    back = {"backend": _way_back(plan), **others}
    return {part: answer for part, answer in back.items() if answer}


def _way_back(plan: Plan) -> str:
    """Name what the backend's rollback takes: a tag alone, a restore as well, or a removal."""
    if plan.release.first_install:
        return "remove"
    if plan.release.schema_migration in ("none", "backward-compatible"):
        return "tag"
    return "tag-and-restore"


def _unanswered(plan: Plan) -> Iterator[str]:
    release = plan.release
    for part in plan.topology.parts:
        if not (getattr(release, part).tag or getattr(release, part).digest):
            yield f"images.{part}"
    if not release.first_install:
        yield from _unanswered_of_an_upgrade(plan)
    for part in plan.topology.parts[1:]:
        if not getattr(release.rollback, part):
            yield f"rollback.{part}"


def _unanswered_of_an_upgrade(plan: Plan) -> Iterator[str]:
    if not plan.release.change.strip():
        yield "change"
    if not plan.release.previous_backend_tag:
        yield "previous.backend"
    if plan.release.schema_migration == "unknown":
        yield "schemaMigration"
