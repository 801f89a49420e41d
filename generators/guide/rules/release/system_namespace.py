from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="A namespace of Kubernetes itself",
    about=("release.namespace",),
    severity=Severity.ERROR,
    why="The policies would cut off the cluster's own pods, and its upgrades may delete yours.",
    fix="Choose a namespace of SkillFlaw's own, such as skillflaw.",
    because="Kubernetes reserves names that begin with kube- for itself.",
    reference="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    bad={"release.namespace": "kube-system"},
)
def system_namespace(plan: Plan) -> Iterator[str]:
    if plan.release.namespace.startswith("kube-"):
        yield f"{plan.release.namespace} belongs to Kubernetes."
