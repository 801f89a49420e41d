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
    title="A repository that the controller cannot open",
    about=("operations.gitUrl", "operations.gitops"),
    severity=Severity.ERROR,
    why="The controller refuses the address, and nothing is ever deployed.",
    fix="Write an address that begins with https:// or ssh://.",
    because="The controller cannot read it.",
    guide=("rollout.controls",),
    reference="https://fluxcd.io/flux/components/source/gitrepositories/#url",
    bad={"operations.gitops": "flux", "operations.gitUrl": "git@github.com:acme/platform.git"},
)
def repository_address_unfit(plan: Plan) -> Iterator[Remark]:
    url, gitops = plan.operations.git_url.strip(), plan.operations.gitops
    if gitops == "none" or not url or re.fullmatch(r"(?:https?|ssh)://[^\s/]+/\S+", url):
        return
    short = SCP.fullmatch(url)
    if short and gitops == "argo-cd":
        return
    right = f"ssh://{short['user']}@{short['host']}/{short['path']}" if short else ""
    yield Remark(
        f"{shown(url)} is no address that {'Flux' if gitops == 'flux' else 'Argo CD'} accepts.",
        fix=f"Write {right}." if right else "",
        change={"operations.gitUrl": right} if right else {},
    )
