from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import WEB
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Audience of the UI or docs not stated",
    about=("topology.audience.ui", "topology.audience.docs"),
    severity=Severity.INFO,
    why="If the users are unknown, the team cannot decide to remove the UI or docs, and keeps "
    "patching and monitoring them.",
    fix="Write in one sentence who uses it in topology.audience.ui or topology.audience.docs, or "
    "do not run it.",
    because="The product works without the sentence; only people know who the users are.",
    guide=("topology.capability",),
    bad={**WEB, "topology.audience.ui": ""},
)
def audience_missing(plan: Plan) -> Iterator[Remark]:
    audience = plan.topology.audience
    if plan.topology.web and not audience.ui.strip():
        yield Remark(
            "The UI runs, and topology.audience.ui is empty.", at=("topology.audience.ui",)
        )
    if plan.topology.docs and not audience.docs.strip():
        yield Remark(
            "The docs run, and topology.audience.docs is empty.",
            at=("topology.audience.docs",),
        )
