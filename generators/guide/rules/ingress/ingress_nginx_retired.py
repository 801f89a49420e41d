from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import minor_of

LAST_TESTED = 35


@rule(
    title="ingress-nginx is retired",
    about=("ingress.controller",),
    severity=Severity.WARNING,
    why="New vulnerabilities in ingress-nginx are not fixed, and it receives every request from "
    "outside the cluster.",
    fix="Move to Gateway API, Traefik or HAProxy, and change ingress.controller.",
    because="It still works where it runs; it was retired in March 2026.",
    reference="https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/",
    bad={**TRAEFIK, "ingress.controller": "ingress-nginx", "ingress.className": "nginx"},
)
def ingress_nginx_retired(plan: Plan) -> Iterator[Remark]:
    if plan.ingress.controller != "ingress-nginx":
        return
    newer = minor_of(plan.release.kubernetes) > LAST_TESTED
    untested = f", and was never tested on {plan.release.kubernetes}" if newer else ""
    yield Remark(
        f"ingress-nginx is retired{untested}.",
        at=("ingress.controller", *(["release.kubernetes"] if newer else [])),
    )
