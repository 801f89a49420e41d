from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import WRITTEN
from generators.guide.settings import writable
from generators.plan import Plan


@rule(
    title="Backend setting points to a read-only path",
    about=("operations.settings", "operations.readOnlyRootFilesystem", "operations.writablePaths"),
    severity=Severity.ERROR,
    why="The backend tries to write there when it starts, fails, and the pod restarts again and "
    "again.",
    fix="Set a path below storage.configDir or /tmp, or add the path to operations.writablePaths.",
    because="The root filesystem is read-only, so the write fails.",
    reference="https://github.com/langflow-ai/langflow/issues/7538",
    bad={"operations.settings": {"SKILLFLAW_KNOWLEDGE_BASES_DIR": "/srv/knowledge"}},
)
def setting_path_read_only(plan: Plan) -> Iterator[str]:
    for name, value in plan.operations.settings.items():
        if name in WRITTEN and value.strip() and not writable(plan, value.strip()):
            yield f"{name} is {value.strip()}, which is on the read-only root filesystem."
