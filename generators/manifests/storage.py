"""Where the files live that the backend manages: a claim of its own, one you have, or scratch."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import labels
from generators.plan import Plan

CLAIM = "skillflaw-state"
EPHEMERAL_GIB = 2

KEPT: Mapping[str, str] = {
    "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
    "kustomize.toolkit.fluxcd.io/prune": "disabled",
}
"""Annotations that keep Argo CD and Flux from deleting what nobody can make again."""


def storage(plan: Plan) -> Part:
    """Make the state directory's claim where the plan asks for one, and point the backend to it."""
    claimed = plan.storage.mode == "claim"
    return Part(
        files=(_claim_file(plan),) if claimed else (),
        settings={
            "SKILLFLAW_CONFIG_DIR": plan.storage.config_dir,
            # Its default is below HOME, outside the volume.
            "SKILLFLAW_KNOWLEDGE_BASES_DIR": f"{plan.storage.config_dir}/knowledge_bases",
        },
        notes=_notes(plan),
    )


def shared_by_nodes(plan: Plan) -> bool:
    """Tell whether pods on two nodes can have the state directory mounted at the same time."""
    return plan.storage.mode == "ephemeral" or plan.storage.access_mode == "ReadWriteMany"


def state_volume(plan: Plan) -> Manifest:
    """Make the entry ``state`` for the volumes of the backend's pod."""
    if plan.storage.mode == "ephemeral":
        return {"name": "state", "emptyDir": {"sizeLimit": f"{EPHEMERAL_GIB}Gi"}}
    name = plan.storage.claim_name if plan.storage.mode == "existing-claim" else CLAIM
    return {"name": "state", "persistentVolumeClaim": {"claimName": name}}


def state_mount(plan: Plan) -> Manifest:
    """Make the mount of the state directory, at the path that ``SKILLFLAW_CONFIG_DIR`` names."""
    return {"name": "state", "mountPath": plan.storage.config_dir}


def _claim_file(plan: Plan) -> File:
    storage_class = plan.storage.storage_class
    claim: Manifest = {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": CLAIM, "labels": labels("backend"), "annotations": dict(KEPT)},
        "spec": {
            "accessModes": [plan.storage.access_mode],
            **({"storageClassName": storage_class} if storage_class else {}),
            "resources": {"requests": {"storage": plan.storage.size}},
        },
    }
    return File(
        path="base/state-claim.yaml",
        content=(claim,),
        why="The volume of uploads and other files of the backend. No GitOps controller may "
        "prune it.",
        choices=(
            "storage.mode",
            "storage.size",
            "storage.storageClass",
            "storage.accessMode",
        ),
        guide=("state.config-dir",),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    if plan.storage.mode == "ephemeral":
        return (
            Note(
                "limit",
                "The state directory is an emptyDir volume: uploads are lost when their pod is "
                "deleted.",
                ("storage.mode",),
                ("state.config-dir",),
            ),
        )
    return (
        Note(
            "manual",
            "The reclaim policy of the StorageClass decides whether the volume is deleted with "
            "its PersistentVolumeClaim. Use Retain, and back up the volume together with the "
            "database.",
            ("storage.mode", "storage.storageClass"),
            ("state.config-dir",),
        ),
    )
