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


def image_name(text: str) -> str:
    """Check the name of an image: registry and repository, lower case."""
    if "://" in text:
        raise ValueError("An image has no scheme. Write it like ghcr.io/cwinux/skillflaw_backend.")
    name, at, digest = text.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        raise ValueError("An image has no user or password. The cluster's pull secret holds them.")
    if at:
        raise ValueError(f"{shown(text)} has a digest. Give the digest as a choice of its own.")
    if ":" in name.rpartition("/")[2]:
        raise ValueError(f"{shown(text)} has a tag. Give the tag as a choice of its own.")
    if len(text) <= _LONGEST and _IMAGE.fullmatch(text):
        return text
    guess = text.strip().lower()
    hint = f" Write {guess}." if len(guess) <= _LONGEST and _IMAGE.fullmatch(guess) else ""
    raise ValueError(f"{shown(text)} is not the name of an image.{hint}")


ImageName = Annotated[str, AfterValidator(image_name)]
OptionalImageName = Annotated[str, AfterValidator(or_empty(image_name))]
