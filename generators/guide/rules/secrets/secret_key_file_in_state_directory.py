from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import below
from generators.plan import Plan


@rule(
    title="Secret key file is mounted inside the state directory",
    about=("secrets.keyFile.mountPath", "storage.configDir"),
    severity=Severity.ERROR,
    why="The backend writes a key file of its own beside it, and a copy of the directory contains "
    "the data and the key together.",
    fix="Set secrets.keyFile.mountPath to a directory of its own, such as /run/secrets/skillflaw.",
    because="The guide requires a mount from a Secret, and inside the volume the two mounts "
    "collide.",
    guide=("state.secret-key", "security.key-file"),
    bad={"secrets.keyFile.mountPath": "/var/lib/skillflaw/keys"},
)
def secret_key_file_in_state_directory(plan: Plan) -> Iterator[Remark]:
    key, state = plan.secrets.key_file.mount_path, plan.storage.config_dir
    if below(state, key):
        default = "/run/secrets/skillflaw"
        free = not below(state, default)
        yield Remark(
            f"The key is mounted at {key}, inside the state directory {state}.",
            change={"secrets.keyFile.mountPath": default} if free else {},
        )
