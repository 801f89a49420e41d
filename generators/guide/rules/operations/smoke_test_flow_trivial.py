from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown

TRIVIAL_WORDS = frozenset(
    [
        *("hello", "world", "helloworld", "hi", "echo", "ping", "template", "untitled", "starter"),
        *("test", "testing", "demo", "example", "sample", "dummy", "smoke", "health", "check"),
        *("basic", "simple", "new", "my", "a", "the", "copy", "of", "flow", "project"),
    ]
)


@rule(
    title="Smoke test flow is trivial",
    about=("operations.smokeFlow",),
    severity=Severity.WARNING,
    why="The smoke test passes even when every flow that calls a model or reads a file fails.",
    fix="Set operations.smokeFlow to a flow that does what your users' flows do.",
    because="The product works; the guide asks for representative flows instead of hello-world "
    "checks.",
    guide=("validation.load", "validation.run"),
    bad={"operations.smokeFlow": "hello-world"},
)
def smoke_test_flow_trivial(plan: Plan) -> Iterator[str]:
    flow = plan.operations.smoke_flow.strip().lower()
    words = set(re.findall(r"[a-z]+", flow))
    if (words and words <= TRIVIAL_WORDS) or {"hello", "world"} <= words:
        yield f"{shown(flow)} looks like the name of a hello-world or template flow."
