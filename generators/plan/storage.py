"""The volume for the files that the backend writes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from generators.plan.choice import Option
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
        "State volume",
        "Which volume holds the files that the backend writes to its state directory.",
        guide=("state.config-dir", "state.first"),
        options={
            "claim": Option("New PersistentVolumeClaim", "The bundle creates the claim."),
            "existing-claim": Option(
                "Existing PersistentVolumeClaim", "You name a claim that exists in the namespace."
            ),
            "ephemeral": Option("emptyDir", "The files are deleted together with the pod."),
        },
    )
    config_dir: MountPath = choice(
        "/var/lib/skillflaw",
        "SKILLFLAW_CONFIG_DIR: path of the state directory",
        "An absolute path. The volume is mounted there, and SKILLFLAW_CONFIG_DIR is set to it.",
        guide=("state.config-dir",),
        assumed="The default path of the image is not documented; any absolute path works.",
    )
    claim_name: OptionalDnsSubdomain = choice(
        "",
        "Name of the existing claim",
        "The name of the PersistentVolumeClaim in the namespace.",
        guide=("state.config-dir",),
        applies=lambda plan: plan.storage.mode == "existing-claim",
    )
    size: MemoryQuantity = choice(
        "10Gi", "Volume size", "Storage request of the claim, such as 10Gi.", applies=_claim
    )
    storage_class: OptionalDnsSubdomain = choice(
        "",
        "StorageClass",
        "The name of the StorageClass. Leave it empty to use the cluster's default.",
        applies=_claim,
    )
    access_mode: Literal["ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"] = choice(
        "ReadWriteMany",
        "Access mode",
        "Which pods may mount the volume at the same time.",
        guide=("state.config-dir", "postgres.replicas"),
        applies=_volume,
        options={
            "ReadWriteMany": Option(
                "ReadWriteMany", "Pods on several nodes share it. More than one replica needs it."
            ),
            "ReadWriteOnce": Option("ReadWriteOnce", "Only pods on one node can mount it."),
            "ReadWriteOncePod": Option("ReadWriteOncePod", "Only one pod can mount it."),
        },
    )
    provisioner: OptionalDriverName = choice(
        "",
        "CSI driver (provisioner) of the StorageClass",
        "The driver's name. Drivers for block storage cannot share a volume between nodes.",
        guide=("state.config-dir",),
        applies=_volume,
        example="efs.csi.aws.com",
    )
