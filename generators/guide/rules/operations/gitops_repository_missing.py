from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="GitOps repository missing",
    about=("operations.gitUrl", "operations.gitops"),
    severity=Severity.ERROR,
    why="The Argo CD Application or the Flux GitRepository has no source, so nothing is deployed.",
    fix="Set operations.gitUrl to the URL of the repository that holds the bundle.",
    because="Argo CD and Flux cannot work without a repository.",
    guide=("rollout.controls",),
    bad={"operations.gitops": "argo-cd"},
)
def gitops_repository_missing(plan: Plan) -> Iterator[str]:
    names = {"argo-cd": "Argo CD", "flux": "Flux"}
    if plan.operations.gitops in names and not plan.operations.git_url.strip():
        controller = names[plan.operations.gitops]
        yield f"{controller} deploys the bundle, and operations.gitUrl is empty."
