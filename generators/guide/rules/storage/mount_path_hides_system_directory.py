from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import SYSTEM
from generators.guide.volume_mounts import mounted
from generators.plan import Plan


@rule(
    title="Mount path hides a system directory",
    about=(
        "storage.configDir",
        "secrets.keyFile.mountPath",
        "operations.writablePaths",
        "operations.volumes",
    ),
    severity=Severity.ERROR,
    why="The volume hides the interpreter or the libraries of the image, and no pod starts.",
    fix="Choose a directory without system files, such as /var/lib/skillflaw.",
    because="The container cannot start without the files in this directory.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/volumes/",
    bad={"storage.configDir": "/usr"},
)
def mount_path_hides_system_directory(plan: Plan) -> Iterator[Remark]:
    for path, directory in mounted(plan):
        if directory in SYSTEM or directory.startswith(("/proc/", "/sys/", "/dev/")):
            yield Remark(f"{directory} is a directory of the image or of the system.", at=(path,))
