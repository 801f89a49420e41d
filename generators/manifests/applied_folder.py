"""The folder that is applied: an overlay, or the team's own patches over it."""

from __future__ import annotations

from generators.plan import Plan


def applied_folder(plan: Plan) -> str:
    """Name the folder that kubectl and GitOps controllers build."""
    folder = "custom" if plan.operations.custom_overlay else "overlays"
    return f"{folder}/{plan.release.environment}"
