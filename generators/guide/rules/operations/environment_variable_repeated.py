from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.settings import decided
from generators.guide.variables import variables
from generators.plan import Plan


@rule(
    title="Environment variable is set in two ways",
    about=("operations.environment", "operations.settings"),
    severity=Severity.ERROR,
    why="The container has only one value for a name: the one from the Secret replaces the other, "
    "and the documents name the wrong source.",
    fix="Remove the variable from operations.environment or from the other place.",
    because="The plan contradicts itself.",
    guide=("topology.explicit",),
    bad={
        "operations.environment": [
            {"name": "SKILLFLAW_REDIS_URL", "secret": "other-cache", "key": "url"}
        ]
    },
)
def environment_variable_repeated(plan: Plan) -> Iterator[Remark]:
    counted = Counter(name for _, name in variables(plan))
    choice_of = decided(plan)
    for name in dict.fromkeys(source.name for source in plan.operations.environment if source.name):
        if name in choice_of:
            yield Remark(
                f"The choice {choice_of[name]} sets {name}.",
                at=("operations.environment", choice_of[name]),
            )
        elif counted[name] > 1:
            yield Remark(f"{name} is set {counted[name]} times.")
