from __future__ import annotations

from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Image has no tag or digest",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.ERROR,
    why="Kubernetes pulls the tag latest, so a rescheduled pod can start a release that was never "
    "tested.",
    fix="Enter the tag of a release, and its digest if you know it.",
    because="The guide asks which image tag is deployed, and the plan does not tell.",
    guide=("rollout.tag",),
    reference="https://kubernetes.io/docs/concepts/containers/images/#image-names",
    bad={"release.backend.tag": "", "release.backend.digest": ""},
)
def image_untagged(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        if not part.image.tag.strip() and not part.image.digest.strip():
            yield Remark(
                f"The {part.name} image has no tag and no digest.",
                at=(part.release("tag"), part.release("digest")),
            )
