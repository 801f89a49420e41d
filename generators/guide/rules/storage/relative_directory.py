from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import mounted
from generators.plan import Plan


@rule(
    title="A directory that depends on where the process starts",
    about=(
        "storage.configDir",
        "secrets.keyFile.mountPath",
        "operations.writablePaths",
    ),
    severity=Severity.ERROR,
    why="The backend puts its working directory in front, and uploads land beside the volume.",
    fix="Write an absolute path.",
    because="Kubernetes mounts it in one place and the backend looks in another.",
    guide=("state.config-dir",),
    reference="https://github.com/langflow-ai/langflow/issues/10101",
    bad={"storage.configDir": "var/lib/skillflaw"},
)
def relative_directory(plan: Plan) -> Iterator[Remark]:
    for path, directory in mounted(plan):
        if not directory.startswith("/"):
            single = path != "operations.writablePaths"
            right = f"/{directory.removeprefix('./')}"
            yield Remark(
                f"{directory} does not begin with a slash.",
                at=(path,),
                fix=f"Write an absolute path, such as {right}.",
                change={path: right} if single and right != "/." else {},
            )
