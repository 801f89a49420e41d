from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="GitOps repository uses plain HTTP",
    about=("operations.gitUrl",),
    severity=Severity.WARNING,
    why="An attacker on the network path can change what is deployed to the cluster.",
    fix="Set operations.gitUrl to a URL that begins with https:// or ssh://.",
    because="Delivery works; nothing verifies that the files come from your repository.",
    guide=("rollout.controls",),
    bad={"operations.gitops": "flux", "operations.gitUrl": "http://git.acme.com/platform.git"},
)
def gitops_repository_plain_http(plan: Plan) -> Iterator[str]:
    url = plan.operations.git_url.strip()
    if plan.operations.gitops != "none" and url.startswith("http://"):
        yield "operations.gitUrl begins with http://, so the bundle is fetched without TLS."
