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
    title="Hostname has no registrable domain",
    about=("ingress.hosts.api", "ingress.hosts.ui", "ingress.hosts.docs"),
    severity=Severity.ERROR,
    why="The name cannot point to your ingress, no public CA issues a certificate for it to you, "
    "and browsers share no cookies below it.",
    fix="Enter a name below a domain of your own, such as skillflaw.acme.com.",
    because="No client can reach the service under this name.",
    guide=("routing.hostnames",),
    reference="https://publicsuffix.org/",
    bad={"ingress.hosts.api": "co.uk"},
)
def hostname_not_registrable(plan: Plan) -> Iterator[Remark]:
    for host in published(plan):
        bare = host.name.removeprefix("*.")
        if is_address(bare) or cluster_only(bare):
            continue
        if "." not in bare:
            yield Remark(f"{host.shown} is a single label without a domain.", at=(host.path,))
        elif is_public_suffix(bare):
            yield Remark(
                f"{host.shown} is a public suffix, under which domains are registered.",
                at=(host.path,),
            )
