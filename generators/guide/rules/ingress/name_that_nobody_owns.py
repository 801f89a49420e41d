from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import cluster_only
from generators.guide.hostnames import published
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import is_address
from generators.plan.scalars import is_public_suffix


@rule(
    title="A hostname that nobody can own",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="The name cannot be pointed at your edge, no authority issues a certificate for it, and "
    "browsers share no cookie with it.",
    fix="Write a name below a domain of yours, such as skillflaw.acme.com.",
    because="No client can ever reach it under that name.",
    guide=("routing.hostnames",),
    reference="https://publicsuffix.org/",
    bad={"ingress.hosts.api": "co.uk"},
)
def name_that_nobody_owns(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        bare = host.name.removeprefix("*.")
        if is_address(bare) or cluster_only(bare):
            continue
        if "." not in bare:
            yield Remark(f"{host.shown} is one label, without a domain.", at=(host.path,))
        elif is_public_suffix(bare):
            yield Remark(
                f"{host.shown} is a suffix under which anybody registers names.", at=(host.path,)
            )
