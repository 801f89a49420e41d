"""The four rollout questions, answered for programs."""

from __future__ import annotations

from typing import Any

from generators.plan import Plan


def release_answers(plan: Plan) -> dict[str, Any]:
    """Answer which tag, which change, how back, and what follows; empty answers are left out."""
    release = plan.release
    images = {part: getattr(release, part).reference for part in plan.topology.parts}
    rollback = {
        "backend": release.previous_backend_tag,
        **{part: getattr(release.rollback, part) for part in plan.topology.parts[1:]},
    }
    return {
        "apiVersion": "skillflaw-configurator/v1",
        "kind": "Release",
        "metadata": {"name": plan.name},
        "environment": release.environment,
        "namespace": release.namespace,
        "delivery": plan.topology.delivery,
        "images": images,
        "change": release.change or "no setting or secret changes",
        "firstInstall": release.first_install,
        "schemaMigration": release.schema_migration,
        "rollback": {part: answer for part, answer in rollback.items() if answer},
    }
