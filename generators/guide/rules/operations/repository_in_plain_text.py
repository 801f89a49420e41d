from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A repository over plain HTTP",
    about=("operations.gitUrl",),
    severity=Severity.WARNING,
    why="Whoever sits on the way decides what is deployed to the cluster.",
    fix="Use https:// or ssh://.",
    because="It works; nothing proves what was fetched.",
    guide=("rollout.controls",),
    bad={"operations.gitops": "flux", "operations.gitUrl": "http://git.acme.com/platform.git"},
)
def repository_in_plain_text(plan: Plan) -> Iterator[str]:
    url = plan.operations.git_url.strip()
    if plan.operations.gitops != "none" and url.startswith("http://"):
        yield "The bundle is fetched over plain HTTP."
