from __future__ import annotations

from collections.abc import Iterator

from generators.guide.image_tags import floats
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan


@rule(
    title="A tag that moves",
    about=("release.backend.tag", "release.frontend.tag", "release.docs.tag"),
    severity=Severity.ERROR,
    why="Two pods of one rollout may run different code, and there is no release to go back to.",
    fix="Deploy the tag of a release, full version, such as 1.8.2.",
    because="The guide wants to know which tag is deployed; a tag that moves is no answer.",
    guide=("rollout.tag",),
    bad={"release.backend.tag": "latest", "release.backend.digest": ""},
)
def floating_tag(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        tag = part.image.tag.strip()
        if not floats(tag):
            continue
        # A digest decides what runs, so the tag beside it is only a name that says nothing.
        if part.image.digest:
            yield Remark(
                f"The {part.name} is pinned by its digest, but {tag} tells nobody which release "
                "that is.",
                at=(part.release("tag"),),
                severity=Severity.INFO,
            )
        else:
            yield Remark(
                f"The {part.whose} tag {tag} is another image tomorrow.",
                at=(part.release("tag"), part.release("digest")),
            )
