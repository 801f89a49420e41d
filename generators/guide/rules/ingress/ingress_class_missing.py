from __future__ import annotations

from collections.abc import Iterator

from generators.guide.examples import TRAEFIK
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Ingress class missing",
    about=("ingress.className", "ingress.controller"),
    severity=Severity.ERROR,
    why="If the cluster has no default IngressClass, no controller serves the hostnames. If it has "
    "one, another controller may serve them and ignore the annotations.",
    fix="Enter the ingress class in ingress.className; kubectl get ingressclass lists them.",
    because="The plan cannot know whether the default class, if any, is the chosen controller.",
    guide=("routing.api",),
    reference="https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class",
    bad={**TRAEFIK, "ingress.className": ""},
)
def ingress_class_missing(plan: Plan) -> Iterator[str]:
    if plan.ingress.controller != "gateway-api" and not plan.ingress.class_name:
        yield f"The controller is {plan.ingress.controller}, and ingress.className is empty."
