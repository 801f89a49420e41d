"""Where a GitOps tool finds the bundle, and what its objects have in common."""

from __future__ import annotations

from generators.manifests.applied_folder import applied_folder
from generators.manifests.secrets.encrypted_files import encrypted_directory
from generators.plan import Plan

CHOICES = (
    *("operations.gitops", "operations.gitUrl", "operations.gitPath", "operations.customOverlay"),
    "release.environment",
)
GUIDE = ("rollout.controls",)


def bundle_path(plan: Plan, folder: str) -> str:
    """Write the path of a directory of the bundle in the repository, without a leading slash."""
    folders = [part for part in plan.operations.git_path.split("/") if part not in ("", ".")]
    return "/".join([*folders, plan.name, folder])


def encrypted_path(plan: Plan) -> str:
    """Write the path of the encrypted Secrets: beside the bundle, which is generated again."""
    folders = [part for part in plan.operations.git_path.split("/") if part not in ("", ".")]
    return "/".join([*folders, encrypted_directory(plan)])


def overlay_path(plan: Plan) -> str:
    """Write the path of what a GitOps tool applies: the overlay, or the patches over it."""
    return bundle_path(plan, applied_folder(plan))
