"""Further variables and volumes of the backend, as the plan lists them."""

from __future__ import annotations

from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan.volume import Volume
from generators.yaml.loader import Octal


def variables(plan: Plan) -> list[Manifest]:
    """List the variables that are one key of a Secret each."""
    return [
        {
            "name": source.name,
            "valueFrom": {"secretKeyRef": {"name": source.secret, "key": source.key}},
        }
        for source in plan.operations.environment
        if not source.whole
    ]


def whole_secrets(plan: Plan) -> list[Manifest]:
    """List the Secrets of which every key is a variable.

    They stand in front of the settings, because of two variables with one name the later wins: a
    key of a Secret never replaces a setting that the plan states.
    """
    names = dict.fromkeys(source.secret for source in plan.operations.environment if source.whole)
    return [{"secretRef": {"name": name}} for name in names]


def further_volumes(plan: Plan, *, claims: bool = True) -> list[Manifest]:
    """List the volumes; without ``claims`` a scratch volume stands for each of them."""
    return [
        {"name": volume.name, **_source(volume, claims=claims)}
        for volume in plan.operations.volumes
    ]


def _source(volume: Volume, *, claims: bool) -> Manifest:
    if volume.config_map:
        return {"configMap": {"name": volume.config_map}}
    if volume.secret:
        # Readable through the pod's group; root owns the files.
        return {"secret": {"secretName": volume.secret, "defaultMode": Octal(0o440)}}
    if not claims:
        return {"emptyDir": {"sizeLimit": "64Mi"}}
    return {"persistentVolumeClaim": {"claimName": volume.claim}}


def further_mounts(plan: Plan) -> list[Manifest]:
    """List where the volumes are mounted."""
    return [_mount(volume) for volume in plan.operations.volumes]


def _mount(volume: Volume) -> Manifest:
    return {
        "name": volume.name,
        "mountPath": volume.mount_path,
        **({"subPath": volume.sub_path} if volume.sub_path else {}),
        **({"readOnly": True} if volume.read_only else {}),
    }
