from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.formatting import listed
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan
from generators.plan.scalars import shown

LONGEST = 128
TAG = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9._-]{{0,{LONGEST - 1}}}")


@rule(
    title="Image tag is invalid",
    about=(
        "release.backend.tag",
        "release.frontend.tag",
        "release.docs.tag",
        "release.previousBackendTag",
    ),
    severity=Severity.ERROR,
    why="The kubelet reports InvalidImageName, and the new pods never start.",
    fix="Enter the tag only: letters, digits, dots, hyphens and underscores, at most 128 "
    "characters.",
    because="Kubernetes cannot pull an image with an invalid reference.",
    reference="https://kubernetes.io/docs/concepts/containers/images/#image-names",
    bad={"release.backend.tag": "v1.8.2+build5"},
)
def image_tag_invalid(plan: Plan) -> Iterator[Remark]:
    yield from _rollback_target(plan)
    for part in running(plan):
        tag = part.image.tag
        if not tag.strip() or TAG.fullmatch(tag):
            continue
        path, digest = part.release("tag"), tag.startswith("sha256:")
        fault = "is a digest" if digest else _fault(tag)
        yield Remark(
            f"The {part.whose} tag {shown(tag)} {fault}.",
            at=(path,),
            fix=f"Move it to {part.release('digest')}." if digest else "",
            change={path: tag.strip()} if TAG.fullmatch(tag.strip()) else {},
        )


def _rollback_target(plan: Plan) -> Iterator[Remark]:
    tag = plan.release.previous_backend_tag.strip()
    if tag and not plan.release.first_install and not TAG.fullmatch(tag):
        yield Remark(
            f"The rollback target {shown(tag)} {_fault(tag)}.",
            at=("release.previousBackendTag",),
        )


def _fault(tag: str) -> str:
    if len(tag) > LONGEST:
        return f"has {len(tag)} characters, and a tag has {LONGEST} at most"
    if tag[0] in ".-":
        return "begins with a dot or a hyphen"
    invalid = sorted({sign for sign in tag if not re.fullmatch(r"[A-Za-z0-9_.-]", sign)})
    return f"has {listed([shown(sign) for sign in invalid])}, which no tag may have"
