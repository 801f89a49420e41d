from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown

SCP = re.compile(r"(?P<user>[\w.-]+)@(?P<host>[\w.-]+):(?P<path>[^/:][^\s:]*)")


@rule(
    title="GitOps repository URL is invalid",
    about=("operations.gitUrl", "operations.gitops"),
    severity=Severity.ERROR,
    why="Argo CD or Flux rejects the URL and deploys nothing.",
    fix="Set operations.gitUrl to a URL that begins with https:// or ssh://.",
    because="Argo CD or Flux cannot read the repository.",
    guide=("rollout.controls",),
    reference="https://fluxcd.io/flux/components/source/gitrepositories/#url",
    bad={"operations.gitops": "flux", "operations.gitUrl": "git@github.com:acme/platform.git"},
)
def gitops_repository_url_invalid(plan: Plan) -> Iterator[Remark]:
    url, gitops = plan.operations.git_url.strip(), plan.operations.gitops
    if gitops == "none" or not url or re.fullmatch(r"(?:https?|ssh)://[^\s/]+/\S+", url):
        return
    scp = SCP.fullmatch(url)
    if scp and gitops == "argo-cd":
        return
    ssh_url = f"ssh://{scp['user']}@{scp['host']}/{scp['path']}" if scp else ""
    yield Remark(
        f"{'Flux' if gitops == 'flux' else 'Argo CD'} does not accept the URL {shown(url)}.",
        fix=f"Set operations.gitUrl to {ssh_url}." if ssh_url else "",
        change={"operations.gitUrl": ssh_url} if ssh_url else {},
    )
