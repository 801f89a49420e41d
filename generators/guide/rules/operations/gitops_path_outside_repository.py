from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown


@rule(
    title="GitOps path is outside the repository",
    about=("operations.gitPath",),
    severity=Severity.ERROR,
    why="Argo CD or Flux rejects the path and deploys nothing.",
    fix="Set operations.gitPath to a folder relative to the top of the repository, such as apps.",
    because="Argo CD and Flux read no path outside the repository.",
    guide=("rollout.controls",),
    bad={
        "operations.gitops": "argo-cd",
        "operations.gitUrl": "https://github.com/acme/platform.git",
        "operations.gitPath": "../apps",
    },
)
def gitops_path_outside_repository(plan: Plan) -> Iterator[str]:
    path = plan.operations.git_path.strip()
    if plan.operations.gitops != "none" and (path.startswith("/") or ".." in path.split("/")):
        yield f"{shown(path)} is not a path inside the repository."
