from __future__ import annotations

from collections.abc import Iterator

from generators.guide.egress import internet_open
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Egress lets flows bypass the proxy",
    about=("operations.egress", "operations.proxy.https"),
    severity=Severity.INFO,
    why="A flow whose client does not read HTTPS_PROXY connects directly, past the proxy's list of "
    "allowed hosts.",
    fix="Set operations.egress to none: the policy allows the proxy in any case.",
    because="The proxy works; some clients may need the direct way.",
    guide=("security.network",),
    bad={"operations.proxy.https": "http://proxy.acme.com:3128"},
)
def proxy_bypassed_by_egress(plan: Plan) -> Iterator[Remark]:
    if plan.operations.network_policies and plan.operations.proxy.used and internet_open(plan):
        alone = plan.operations.egress == "internet-443"
        yield Remark(
            "A proxy is set, and operations.egress allows every public address on port 443.",
            change={"operations.egress": "none"} if alone else {},
        )
