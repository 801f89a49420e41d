"""A reference to an image as people paste it: name, tag and digest in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from generators.derivation.unwrapped import unwrapped
from generators.plan.scalars import or_empty
from generators.plan.scalars import shown
from generators.plan.scalars.image import image_name

# As in https://pkg.go.dev/github.com/distribution/reference
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
EXAMPLE = "harbor.acme.com/skillflaw/backend:1.8.2"


@dataclass(frozen=True)
class Reference:
    """The parts of a reference; one that was not written is empty."""

    image: str
    tag: str
    digest: str


def parts_of(text: str) -> Reference:
    """Take a reference apart. A text without slash and colon is a tag; ``ValueError`` if neither.

    The words of ``docker pull`` before it are left out. Names and digests are in lower case.
    """
    words = re.sub(r"^(?:https?|docker|oci)://", "", unwrapped(text))
    name, _, written = words.partition("@")
    digest = written.lower()
    if _DIGEST.fullmatch(name) and not digest:
        name, digest = "", name
    image, tag = _name_and_tag(name)
    if digest and not _DIGEST.fullmatch(digest):
        raise ValueError(
            f"{shown(digest)} is not a digest. Write sha256: and 64 hexadecimal digits, or leave "
            "it out."
        )
    if tag and not _TAG.fullmatch(tag):
        raise ValueError(f"{shown(tag)} is not a tag. Write a version, such as 1.8.2.")
    return Reference(image_name(image.lower()) if image else "", tag, digest)


def _name_and_tag(name: str) -> tuple[str, str]:
    """Part a name from its tag, which stands behind the last colon after the last slash."""
    before, slash, last = name.rpartition("/")
    if not slash and ":" not in last:
        return "", last
    repository, _, tag = last.partition(":")
    return f"{before}{slash}{repository}", tag


def image_reference(text: str) -> str:
    """Check a reference, and write it without what stood around it."""
    reference = parts_of(text)
    tag = f":{reference.tag}" if reference.image and reference.tag else reference.tag
    digest = f"@{reference.digest}" if reference.image or tag else reference.digest
    return f"{reference.image}{tag}{digest if reference.digest else ''}"


OptionalReference = Annotated[str, AfterValidator(or_empty(image_reference))]
