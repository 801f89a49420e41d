from __future__ import annotations

import re
from collections.abc import Iterator

from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.workloads import running
from generators.plan import Plan

DIGEST = re.compile(r"sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}")


@rule(
    title="Image digest is invalid",
    about=("release.backend.digest", "release.frontend.digest", "release.docs.digest"),
    severity=Severity.ERROR,
    why="The kubelet reports InvalidImageName, and the new pods never start.",
    fix="Copy the whole digest from the registry: sha256: and 64 characters, 0 to 9 and a to f.",
    because="Kubernetes cannot pull an image with an invalid reference.",
    guide=("rollout.tag",),
    reference="https://kubernetes.io/docs/concepts/containers/images/#image-names",
    bad={"release.backend.digest": "sha256:3f8a1c5e7b904d26"},
)
def image_digest_invalid(plan: Plan) -> Iterator[Remark]:
    for part in running(plan):
        digest = part.image.digest
        if not digest or DIGEST.fullmatch(digest):
            continue
        path = part.release("digest")
        correction = _corrected(digest)
        yield Remark(
            f"The {part.whose} digest {_fault(digest)}.",
            at=(path,),
            change={path: correction} if correction else {},
        )


def _fault(digest: str) -> str:
    algorithm, colon, digits = digest.strip().partition(":")
    if not colon or algorithm.lower() not in ("sha256", "sha512"):
        return "does not begin with sha256:"
    length = 64 if algorithm.lower() == "sha256" else 128
    if len(digits) != length:
        return f"has {len(digits)} characters after {algorithm}:, and {length} are needed"
    return "has characters other than 0 to 9 and lowercase a to f"


def _corrected(digest: str) -> str:
    """Return the digest without white space, in lower case, with its prefix, or an empty string."""
    guess = digest.strip().lower().rpartition("@")[2]
    for candidate in (guess, f"sha256:{guess}"):
        if DIGEST.fullmatch(candidate):
            return candidate
    return ""
