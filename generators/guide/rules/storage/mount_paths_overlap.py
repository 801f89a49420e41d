from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import OWN_MOUNTS
from generators.plan import Plan


@rule(
    title="Mount paths overlap",
    about=(
        "storage.configDir",
        "secrets.keyFile.mountPath",
        "operations.volumes",
    ),
    severity=Severity.ERROR,
    why="The API server refuses the pod, or one volume hides the files of the other.",
    fix="Give each volume its own directory, none inside another.",
    because="A mount path must be unique in the container, and /tmp is already used.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/volumes/",
    bad={"storage.configDir": "/run/secrets/database-ca"},
)
def mount_paths_overlap(plan: Plan) -> Iterator[Remark]:
    state, key = plan.storage.config_dir, plan.secrets.key_file.mount_path
    if state.startswith(f"{key}/"):
        yield Remark(
            f"The state directory {state} is inside {key}, the read-only mount of the key file.",
            at=("storage.configDir", "secrets.keyFile.mountPath"),
        )
    for path, directory in (("storage.configDir", state), ("secrets.keyFile.mountPath", key)):
        mounted = {
            "/tmp": "the emptyDir for temporary files",  # noqa: S108 - the pod's
            **OWN_MOUNTS,
            **_trust(plan),
        }
        if directory in mounted:
            yield Remark(
                f"{directory} is already the mount path of {mounted[directory]}.", at=(path,)
            )
    yield from _further(plan)


def _trust(plan: Plan) -> dict[str, str]:
    """Name the mount of additional CAs, where the plan has them."""
    return {"/run/trust": "the additional CAs"} if plan.operations.extra_ca.name else {}


def _further(plan: Plan) -> Iterator[Remark]:
    """Find further volumes at a path that another mount of the pod has."""
    mounted = {
        "/tmp": "the emptyDir for temporary files",  # noqa: S108 - the pod's
        plan.storage.config_dir: "the state directory",
        plan.secrets.key_file.mount_path: "the key file",
        **OWN_MOUNTS,
        **_trust(plan),
    }
    for volume in plan.operations.volumes:
        if volume.mount_path in mounted:
            yield Remark(
                f"{volume.mount_path} of the volume {volume.name} is already the mount path of "
                f"{mounted[volume.mount_path]}.",
                at=("operations.volumes",),
            )
        mounted[volume.mount_path] = f"the volume {volume.name}"
