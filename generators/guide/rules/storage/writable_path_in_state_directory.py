from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Writable path hides part of the state directory",
    about=("operations.writablePaths", "storage.configDir"),
    severity=Severity.WARNING,
    why="Files below this path look saved, but they are on an emptyDir and are lost with the pod.",
    fix="Remove the path from operations.writablePaths; the state directory is already writable.",
    because="The backend starts and works; the loss is noticed after the next restart.",
    guide=("state.config-dir",),
    reference="https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    bad={"operations.writablePaths": ["/app/data", "/var/lib/skillflaw/knowledge_bases"]},
)
def writable_path_in_state_directory(plan: Plan) -> Iterator[Remark]:
    state, paths = plan.storage.config_dir, plan.operations.writable_paths
    if not plan.operations.read_only_root_filesystem or plan.storage.mode == "ephemeral":
        return
    inside = [path for path in paths if path.startswith(f"{state}/")]
    if inside:
        yield Remark(
            f"{listed(inside)} {'is' if len(inside) == 1 else 'are'} mounted as emptyDir inside "
            f"{state}.",
            change={"operations.writablePaths": [path for path in paths if path not in inside]},
        )
