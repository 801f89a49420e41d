"""The security context of every pod: what the restricted profile asks, and a fixed user."""

from __future__ import annotations

from generators.manifests.part import Manifest
from generators.plan import Plan


def pod_security(plan: Plan, *, user: int | None = None, volumes: bool = True) -> Manifest:
    """Make the ``securityContext`` of a pod that passes the restricted profile.

    ``user`` is the numeric user, and group, of an image that is not SkillFlaw's; the plan's user
    and volume group otherwise. ``volumes`` says whether the pod writes to volumes, which then have
    to belong to its group. On OpenShift the platform chooses all of them.
    """
    group = plan.operations.fs_group if user is None else user
    identity = {
        "runAsUser": plan.operations.run_as_user if user is None else user,
        "runAsGroup": group,
    }
    # OpenShift gives every pod the IDs of its namespace, and refuses any other:
    # https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/authentication_and_authorization/managing-pod-security-policies
    ours = plan.release.platform != "openshift"
    return {
        "runAsNonRoot": True,
        **(identity if ours else {}),
        **({"fsGroup": group} if ours and volumes else {}),
        # A large volume is not walked through again at every start.
        **({"fsGroupChangePolicy": "OnRootMismatch"} if volumes else {}),
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def container_security(plan: Plan, *, read_only: bool | None = None) -> Manifest:
    """Make the ``securityContext`` of a container; the plan decides on the root where nobody else.

    ``read_only`` is for an image whose writable paths are known (``True``), or one whose root a
    patch makes read-only (``False``: the field is left out).
    """
    root_read_only = plan.operations.read_only_root_filesystem if read_only is None else read_only
    return {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        **({"readOnlyRootFilesystem": True} if root_read_only else {}),
    }
