from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A part that runs for nobody in particular",
    about=("topology.audience.ui", "topology.audience.docs"),
    severity=Severity.INFO,
    why="A part without a known user is patched, watched and certified for years, because nobody "
    "dares to remove it.",
    fix="Say in a sentence who uses it, or do not run it.",
    because="Only people know who the users are; nothing breaks without the sentence.",
    guide=("topology.capability",),
    bad={**WEB, "topology.audience.ui": ""},
)
def audience_unsaid(plan: Plan) -> Iterator[Remark]:
    audience = plan.topology.audience
    if plan.topology.web and not audience.ui.strip():
        yield Remark(
            "The UI runs and the plan does not say for whom.", at=("topology.audience.ui",)
        )
    if plan.topology.docs and not audience.docs.strip():
        yield Remark(
            "The docs service runs and the plan does not say for whom.",
            at=("topology.audience.docs",),
        )
