"""The four rollout questions, answered for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.manifests.database.downgrade import downgrades
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
        "before": _before(plan),
        "unanswered": list(_unanswered(plan)),
    }


def _previous(plan: Plan) -> dict[str, str]:
    release = plan.release
    tag, revision = release.previous_backend_tag, release.previous_schema_revision.strip()
    return {
        **({"backend": f"{release.backend.image}:{tag}"} if tag else {}),
        **({"schemaRevision": revision} if revision and downgrades(plan) else {}),
    }


def _rollback(plan: Plan) -> dict[str, str]:
    others = {part: getattr(plan.release.rollback, part) for part in plan.topology.parts[1:]}
    back = {"backend": _way_back(plan), **others}
    return {part: answer for part, answer in back.items() if answer}


def _way_back(plan: Plan) -> str:
    """Name what the backend's rollback takes: a tag alone, the schema first, or a removal.

    An older backend does not start on a newer schema, however compatible the migration is.
    """
    if plan.release.first_install:
        return "remove"
    return "schema-then-tag" if downgrades(plan) else "tag"


def _before(plan: Plan) -> dict[str, str]:
    """Say what a rollback needs of the time before the rollout, and what the plan knows of it."""
    if plan.release.first_install:
        return {}
    tested = plan.database.backup.restore_tested
    answers = {"backup": "required", "restoreTested": tested or "not confirmed"}
    if downgrades(plan):
        recorded = plan.release.previous_schema_revision.strip()
        answers["schemaRevision"] = "recorded" if recorded else "required"
    return answers


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
