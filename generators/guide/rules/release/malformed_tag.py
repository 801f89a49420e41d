from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.parts import running
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan
from generators.plan.scalars import shown

TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")


@rule(
    title="A tag that no image can have",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.ERROR,
    why="The kubelet answers InvalidImageName, and the rollout hangs before the first pod starts.",
    fix="Write the tag alone: letters, digits, dots, hyphens and underscores, at most 128.",
    because="The cluster refuses the image reference.",
    reference="https://kubernetes.io/docs/concepts/containers/images/#image-names",
    bad={"release.backend.tag": "v1.8.2+build5"},
)
def malformed_tag(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        tag = part.image.tag
        if not tag.strip() or TAG.fullmatch(tag):
            continue
        path, digest = part.release("tag"), tag.startswith("sha256:")
        fault = "is a digest" if digest else "is longer, or has other characters, than a tag may"
        yield Remark(
            f"The {part.name}'s tag {shown(tag)} {fault}.",
            at=(path,),
            fix="Move it to the field for the digest." if digest else "",
            change={path: tag.strip()} if TAG.fullmatch(tag.strip()) else {},
        )
