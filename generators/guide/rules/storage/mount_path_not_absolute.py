from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import mounted
from generators.plan import Plan


@rule(
    title="Mount path is not absolute",
    about=(
        "storage.configDir",
        "secrets.keyFile.mountPath",
        "operations.writablePaths",
        "operations.volumes",
    ),
    severity=Severity.ERROR,
    why="The backend resolves the path below its working directory, so uploads are stored outside "
    "the volume and are lost.",
    fix="Enter an absolute path.",
    because="Kubernetes mounts the volume at one path, and the backend uses another.",
    guide=("state.config-dir",),
    reference="https://github.com/langflow-ai/langflow/issues/10101",
    bad={"storage.configDir": "var/lib/skillflaw"},
)
def mount_path_not_absolute(plan: Plan) -> Iterator[Remark]:
    for path, directory in mounted(plan):
        if not directory.startswith("/"):
            single = path not in ("operations.writablePaths", "operations.volumes")
            absolute = f"/{directory.removeprefix('./')}"
            yield Remark(
                f"{directory} does not begin with a slash.",
                at=(path,),
                fix=f"Enter an absolute path, such as {absolute}.",
                change={path: absolute} if single and absolute != "/." else {},
            )
