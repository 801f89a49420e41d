from __future__ import annotations

from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.hostnames import own_gateway
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Gateway name or namespace missing",
    about=("ingress.gateway.name", "ingress.gateway.namespace", "ingress.controller"),
    severity=Severity.ERROR,
    why="The routes attach to no Gateway, so every hostname answers 404 or not at all.",
    fix="Enter the name and the namespace of the platform's Gateway.",
    because="A route without a parent Gateway receives no traffic.",
    guide=("routing.api",),
    reference="https://gateway-api.sigs.k8s.io/api-types/httproute/",
    bad={"ingress.gateway.name": ""},
)
def gateway_name_missing(plan: Plan) -> Iterator[Remark]:
    if plan.ingress.controller != "gateway-api":
        return
    gateway = plan.ingress.gateway
    if own_gateway(plan):
        return
    missing = [name for name in ("name", "namespace") if not getattr(gateway, name)]
    if missing:
        yield Remark(
            f"The routes need a Gateway, but its {listed(missing)} {_is(missing)} not given.",
            at=(*(f"ingress.gateway.{name}" for name in missing), "ingress.controller"),
        )


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
