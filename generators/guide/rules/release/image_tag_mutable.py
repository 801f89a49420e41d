from __future__ import annotations

from collections.abc import Iterator

from generators.guide.image_tags import floats
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="Image tag is mutable",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.ERROR,
    why="Two pods of one rollout can run different code, and a rollback to this tag does not "
    "bring back the old release.",
    fix="Deploy the tag of a release, with its full version, such as 1.8.2.",
    because="The guide asks which tag is deployed. A mutable tag does not tell.",
    guide=("rollout.tag",),
    bad={"release.backend.tag": "latest", "release.backend.digest": ""},
)
def image_tag_mutable(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        tag = part.image.tag.strip()
        if not floats(tag):
            continue
        # The digest decides which image runs, so the tag is only a label.
        if part.image.digest:
            yield Remark(
                f"The {part.whose} digest pins the image, but the tag {tag} does not tell which "
                "release it is.",
                at=(part.release("tag"),),
                severity=Severity.INFO,
            )
        else:
            yield Remark(
                f"The {part.whose} tag {tag} can point at another image at any time.",
                at=(part.release("tag"), part.release("digest")),
            )
