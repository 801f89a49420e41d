from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import WRITTEN
from generators.guide.settings import writable
from generators.plan import Plan


@rule(
    title="A setting that names a place nobody can write to",
    about=("operations.settings", "operations.readOnlyRootFilesystem", "operations.writablePaths"),
    severity=Severity.ERROR,
    why="The backend tries to write there at its start, fails, and the pod restarts for ever.",
    fix="Point it below the state directory or /tmp, or add the path to the writable ones.",
    because="With a read-only root the write cannot work.",
    reference="https://github.com/langflow-ai/langflow/issues/7538",
    bad={"operations.settings": {"SKILLFLAW_KNOWLEDGE_BASES_DIR": "/srv/knowledge"}},
)
def setting_writes_to_a_read_only_path(plan: Plan) -> Iterator[str]:
    for name, value in plan.operations.settings.items():
        if name in WRITTEN and value.strip() and not writable(plan, value.strip()):
            yield f"{name} is {value.strip()}, and the root filesystem is read-only there."
