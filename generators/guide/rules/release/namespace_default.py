from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Namespace is default",
    about=("release.namespace", "release.namespaceDedicated"),
    severity=Severity.ERROR,
    why="Objects without a namespace are created in default. The bundle's default-deny policy and "
    "pod security label then apply to other teams' pods, and their pods run beside your Secrets.",
    fix="Set release.namespace to a namespace for SkillFlaw alone, such as skillflaw.",
    because="The plan contradicts itself: default is never dedicated to one application. Where "
    "the plan calls it shared, or the environment is for staging, development or test, this is a "
    "warning.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    bad={"release.namespace": "default"},
)
def namespace_default(plan: Plan) -> Iterator[Remark]:
    if plan.release.namespace != "default":
        return
    if plan.release.namespace_dedicated:
        yield Remark(
            "The namespace default is marked as dedicated, but Kubernetes uses it for every object "
            "without a namespace.",
            severity=Severity.WARNING if rehearsal(plan) else None,
        )
    else:
        yield Remark(
            "The namespace is default, where Kubernetes creates every object without a namespace.",
            at=("release.namespace",),
            severity=Severity.WARNING,
        )
