from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Namespace is reserved for Kubernetes",
    about=("release.namespace",),
    severity=Severity.ERROR,
    why="The bundle's network policies can block the cluster's own pods, and a cluster upgrade "
    "may change or delete your objects.",
    fix="Set release.namespace to a namespace for SkillFlaw alone, such as skillflaw.",
    because="Kubernetes reserves namespaces that begin with kube- for itself.",
    reference="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    bad={"release.namespace": "kube-system"},
)
def namespace_reserved(plan: Plan) -> Iterator[str]:
    if plan.release.namespace.startswith("kube-"):
        yield f"The namespace {plan.release.namespace} belongs to Kubernetes."
