from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown

EMPTY_WORDS = frozenset(
    [
        *("hello", "world", "helloworld", "hi", "echo", "ping", "template", "untitled", "starter"),
        *("test", "testing", "demo", "example", "sample", "dummy", "smoke", "health", "check"),
        *("basic", "simple", "new", "my", "a", "the", "copy", "of", "flow", "project"),
    ]
)


@rule(
    title="A smoke test that says hello",
    about=("operations.smokeFlow",),
    severity=Severity.WARNING,
    why="It passes while every flow that calls a model or reads a file is broken.",
    fix="Name a flow that does what your users' flows do.",
    because="It works; the guide warns of checks that only say hello.",
    guide=("validation.load", "validation.run"),
    bad={"operations.smokeFlow": "hello-world"},
)
def smoke_flow_proves_nothing(plan: Plan) -> Iterator[str]:
    flow = plan.operations.smoke_flow.strip().lower()
    words = set(re.findall(r"[a-z]+", flow))
    if (words and words <= EMPTY_WORDS) or {"hello", "world"} <= words:
        yield f"{shown(flow)} sounds like a flow that proves nothing."
