from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Ingress objects without a class",
    about=("ingress.className", "ingress.controller"),
    severity=Severity.ERROR,
    why="Where no class is the default nobody serves the routes; where one is, it may be the wrong "
    "controller, which knows none of the annotations.",
    fix="Write the ingress class; kubectl get ingressclass lists them.",
    because="No controller takes an Ingress that names none.",
    guide=("routing.api",),
    reference="https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class",
    bad={**TRAEFIK, "ingress.className": ""},
)
def class_unnamed(plan: Plan) -> Iterator[str]:
    if plan.ingress.controller != "gateway-api" and not plan.ingress.class_name:
        yield f"The controller is {plan.ingress.controller}, and no ingress class is given."
