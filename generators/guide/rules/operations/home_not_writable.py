from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.volume_mounts import below
from generators.plan import Plan


@rule(
    title="A read-only root without the home directory's scratch space",
    about=("operations.writablePaths", "operations.readOnlyRootFilesystem"),
    severity=Severity.WARNING,
    why="The backend writes locks and caches below its home directory and stops when it cannot.",
    fix="Add /app/data, or let the root filesystem be written.",
    because="Upstream's image needs it; whether SkillFlaw's does is not documented.",
    reference="https://github.com/langflow-ai/langflow/issues/7538",
    bad={"operations.writablePaths": []},
)
def home_not_writable(plan: Plan) -> Iterator[Remark]:
    operations = plan.operations
    home = "/app/data"
    places = (*operations.writable_paths, plan.storage.config_dir)
    if operations.read_only_root_filesystem and not any(below(path, home) for path in places):
        yield Remark(
            f"The root filesystem is read-only, and {home} is no writable path.",
            change={"operations.writablePaths": [*operations.writable_paths, home]},
        )
