from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import below
from generators.plan import Plan


@rule(
    title="Backend home directory is read-only",
    about=("operations.writablePaths", "operations.readOnlyRootFilesystem"),
    severity=Severity.WARNING,
    why="The backend writes lock files and caches below its home directory and stops when it "
    "cannot.",
    fix="Add /app/data to operations.writablePaths, or turn off operations.readOnlyRootFilesystem.",
    because="The upstream image needs a writable home directory; SkillFlaw does not document "
    "whether its own image does.",
    reference="https://github.com/langflow-ai/langflow/issues/7538",
    bad={"operations.writablePaths": []},
)
def backend_home_directory_read_only(plan: Plan) -> Iterator[Remark]:
    operations = plan.operations
    home = "/app/data"
    writable = (*operations.writable_paths, plan.storage.config_dir)
    if operations.read_only_root_filesystem and not any(below(path, home) for path in writable):
        yield Remark(
            f"The root filesystem is read-only, and {home} is not a writable path.",
            change={"operations.writablePaths": [*operations.writable_paths, home]},
        )
