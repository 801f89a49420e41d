from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import below
from generators.plan import Plan


@rule(
    title="The key file inside the state directory",
    about=("secrets.keyFile.mountPath", "storage.configDir"),
    severity=Severity.ERROR,
    why="The backend writes a key of its own beside it, and a copy of the volume gives away data "
    "and key together.",
    fix="Mount the key in a directory of its own, such as /run/secrets/skillflaw.",
    because="The guide wants a secret-backed mount; inside the volume the two mounts collide.",
    guide=("state.secret-key", "security.key-file"),
    bad={"secrets.keyFile.mountPath": "/var/lib/skillflaw/keys"},
)
def key_file_inside_the_state(plan: Plan) -> Iterator[Remark]:
    key, state = plan.secrets.key_file.mount_path, plan.storage.config_dir
    if below(state, key):
        right = "/run/secrets/skillflaw"
        free = not below(state, right)
        yield Remark(
            f"The key is mounted at {key}, inside the state directory {state}.",
            change={"secrets.keyFile.mountPath": right} if free else {},
        )
