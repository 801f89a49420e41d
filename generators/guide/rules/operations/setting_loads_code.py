from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.variables import LOADS_CODE
from generators.guide.variables import variables
from generators.plan import Plan


@rule(
    title="Backend setting makes the container run other code",
    about=("operations.settings", "operations.environment"),
    severity=Severity.ERROR,
    why="The loader or an interpreter of the container runs what the variable names before it runs "
    "the image, so a file on a volume decides what the backend does.",
    fix="Remove the variable, and build what it adds into the image.",
    because="The code in the pod is then not the code of the pinned image.",
    guide=("security.images",),
    reference="https://man7.org/linux/man-pages/man8/ld.so.8.html",
    bad={"operations.settings": {"LD_PRELOAD": "/srv/hook.so"}},
)
def setting_loads_code(plan: Plan) -> Iterator[Remark]:
    settings = plan.operations.settings
    for path, name in variables(plan):
        if name in LOADS_CODE or name.startswith(("BASH_FUNC_", "DYLD_")):
            others = {other: value for other, value in settings.items() if other != name}
            yield Remark(
                f"{name} decides which code the container runs.",
                at=(path,),
                change={path: others} if path == "operations.settings" else {},
            )
