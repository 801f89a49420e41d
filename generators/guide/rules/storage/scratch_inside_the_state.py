from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Scratch space over the state directory",
    about=("operations.writablePaths", "storage.configDir"),
    severity=Severity.WARNING,
    why="What the backend writes below that path looks saved and is gone with the pod.",
    fix="Take the path out of the writable paths: the state directory is writable anyway.",
    because="It starts and works; the loss shows at the next restart.",
    guide=("state.config-dir",),
    bad={"operations.writablePaths": ["/app/data", "/var/lib/skillflaw/knowledge_bases"]},
)
def scratch_inside_the_state(plan: Plan) -> Iterator[Remark]:
    state, paths = plan.storage.config_dir, plan.operations.writable_paths
    if not plan.operations.read_only_root_filesystem or plan.storage.mode == "ephemeral":
        return
    inside = [path for path in paths if path.startswith(f"{state}/")]
    if inside:
        yield Remark(
            f"{listed(inside)} {'is' if len(inside) == 1 else 'are'} scratch space inside {state}.",
            change={"operations.writablePaths": [path for path in paths if path not in inside]},
        )
