from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="SkillFlaw in the namespace default",
    about=("release.namespace",),
    severity=Severity.WARNING,
    why="Everybody's experiments land in default, beside your Secrets and below your policies.",
    fix="Choose a namespace of SkillFlaw's own, such as skillflaw.",
    because="It works; Kubernetes itself advises against it for production.",
    reference="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    bad={"release.namespace": "default"},
)
def default_namespace(plan: Plan) -> Iterator[str]:
    if plan.release.namespace == "default":
        yield "The namespace is default, where whatever names no namespace ends up."
