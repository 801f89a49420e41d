from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Two volumes in one place",
    about=(
        "storage.configDir",
        "secrets.keyFile.mountPath",
    ),
    severity=Severity.ERROR,
    why="The API server refuses the pod, or one volume hides the other's files.",
    fix="Give each its own directory, none inside the other.",
    because="Two volumes cannot be mounted at one path, and /tmp is taken already.",
    guide=("state.config-dir",),
    bad={"storage.configDir": "/run/secrets/database-ca"},
)
def mount_paths_collide(plan: Plan) -> Iterator[Remark]:
    state, key = plan.storage.config_dir, plan.secrets.key_file.mount_path
    if state.startswith(f"{key}/"):
        yield Remark(
            f"The state directory {state} is inside {key}, which is read-only for the key.",
            at=("storage.configDir", "secrets.keyFile.mountPath"),
        )
    for path, directory in (("storage.configDir", state), ("secrets.keyFile.mountPath", key)):
        taken = {
            "/tmp": "scratch space",  # noqa: S108 - the pod's
            "/run/secrets/database-ca": "the database's CA",
        }
        if directory in taken:
            yield Remark(f"{directory} is where {taken[directory]} is mounted.", at=(path,))
