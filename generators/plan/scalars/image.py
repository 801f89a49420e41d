"""Names of container images, without tag and digest."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

_HOST_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_COMPONENT = r"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*"
# The grammar of a reference: https://pkg.go.dev/github.com/distribution/reference
_IMAGE = re.compile(
    rf"(?:{_HOST_LABEL}(?:\.{_HOST_LABEL})*(?::[0-9]{{1,5}})?/)?{_COMPONENT}(?:/{_COMPONENT})*"
)
_DIGEST = re.compile(r"[a-z0-9+._-]+:[0-9A-Za-z]*")
_LONGEST = 255

EXAMPLE = "ghcr.io/cwinux/skillflaw_backend"


def image_name(text: str) -> str:
    """Check the name of an image: registry and repository, lower case."""
    if "://" in text:
        raise ValueError(f"An image name must not contain a scheme. Write it like {EXAMPLE}.")
    name, at, digest = text.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        raise ValueError(
            "An image name must not contain a user or password. Use an image pull Secret."
        )
    if at:
        raise ValueError(f"{shown(text)} contains a digest. Move it to the choice “digest”.")
    if ":" in name.rpartition("/")[2]:
        raise ValueError(f"{shown(text)} contains a tag. Move it to the choice “tag”.")
    if len(text) <= _LONGEST and _IMAGE.fullmatch(text):
        return text
    guess = text.strip().lower()
    spelled = len(guess) <= _LONGEST and _IMAGE.fullmatch(guess)
    hint = f"Write {guess}." if spelled else f"Write it like {EXAMPLE}."
    raise ValueError(f"{shown(text)} is not an image name. {hint}")


ImageName = Annotated[str, AfterValidator(image_name)]
OptionalImageName = Annotated[str, AfterValidator(or_empty(image_name))]
