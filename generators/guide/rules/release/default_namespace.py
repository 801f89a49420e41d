from __future__ import annotations

from collections.abc import Iterator

from generators.guide.environment_names import rehearsal
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="SkillFlaw in the namespace default",
    about=("release.namespace", "release.namespaceDedicated"),
    severity=Severity.ERROR,
    why="Whatever names no namespace ends up in default: the default deny and the pod security "
    "label hit pods of strangers, and their experiments stand beside your Secrets.",
    fix="Choose a namespace of SkillFlaw's own, such as skillflaw.",
    because="The plan contradicts itself: nobody has default alone. Said to be shared, or in a "
    "rehearsal, it works, and is a warning.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    bad={"release.namespace": "default"},
)
def default_namespace(plan: Plan) -> Iterator[Remark]:
    if plan.release.namespace != "default":
        return
    if plan.release.namespace_dedicated:
        yield Remark(
            "The namespace default is called SkillFlaw's alone, and it is everybody's.",
            severity=Severity.WARNING if rehearsal(plan) else None,
        )
    else:
        yield Remark(
            "The namespace is default, where whatever names no namespace ends up.",
            at=("release.namespace",),
            severity=Severity.WARNING,
        )
