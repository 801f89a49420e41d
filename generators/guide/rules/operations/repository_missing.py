from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="GitOps without a repository",
    about=("operations.gitUrl", "operations.gitops"),
    severity=Severity.ERROR,
    why="The controller's object points nowhere, and nothing is ever deployed.",
    fix="Write the address of the repository that the bundle will live in.",
    because="Without a repository the controller cannot work.",
    guide=("rollout.controls",),
    bad={"operations.gitops": "argo-cd"},
)
def repository_missing(plan: Plan) -> Iterator[str]:
    names = {"argo-cd": "Argo CD", "flux": "Flux"}
    if plan.operations.gitops in names and not plan.operations.git_url.strip():
        who = names[plan.operations.gitops]
        yield f"{who} delivers the bundle, and the repository is not given."
