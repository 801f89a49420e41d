"""Where the files that the backend manages live."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.scalars import MemoryQuantity
from generators.plan.scalars import MountPath
from generators.plan.scalars import OptionalDnsSubdomain
from generators.plan.scalars import OptionalDriverName

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _claim(plan: Plan) -> bool:
    return plan.storage.mode == "claim"


def _volume(plan: Plan) -> bool:
    return plan.storage.mode != "ephemeral"


class Storage(Topic):
    mode: Literal["claim", "existing-claim", "ephemeral"] = choice(
        "claim",
        "State directory",
        "claim: the bundle makes a volume claim. existing-claim: you have one. ephemeral: lost "
        "with the pod.",
        guide=("state.config-dir", "state.first"),
    )
    config_dir: MountPath = choice(
        "/var/lib/skillflaw",
        "Path in the container",
        "Mount path and SKILLFLAW_CONFIG_DIR, always the same. Absolute.",
        guide=("state.config-dir",),
        assumed="The path that the image prefers is not documented; any absolute path serves.",
    )
    claim_name: OptionalDnsSubdomain = choice(
        "",
        "Existing claim",
        "Name of the PersistentVolumeClaim in the namespace.",
        guide=("state.config-dir",),
        applies=lambda plan: plan.storage.mode == "existing-claim",
    )
    size: MemoryQuantity = choice("10Gi", "Size", "How much the claim asks for.", applies=_claim)
    storage_class: OptionalDnsSubdomain = choice(
        "", "Storage class", "Empty takes the cluster's default class.", applies=_claim
    )
    access_mode: Literal["ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"] = choice(
        "ReadWriteMany",
        "Access mode",
        "ReadWriteMany lets pods on several nodes share it. ReadWriteOnce is for one replica.",
        guide=("state.config-dir", "postgres.replicas"),
        applies=_volume,
    )
    provisioner: OptionalDriverName = choice(
        "",
        "CSI driver of the class",
        "Such as efs.csi.aws.com. Block drivers cannot share a volume between nodes.",
        guide=("state.config-dir",),
        applies=_volume,
        example="efs.csi.aws.com",
    )
