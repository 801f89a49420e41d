"""Registries that images are copied to, and complete references of images."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from generators.plan.scalars.image import image_name
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

# The grammar of a reference: https://pkg.go.dev/github.com/distribution/reference
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
# What tells a registry from a path: a dot in it, a port, or localhost.
_REGISTRY = re.compile(r"[a-z0-9.-]+\.[a-z0-9-]+(?::[0-9]{1,5})?|[a-z0-9.-]+:[0-9]{1,5}|localhost")

EXAMPLE = "harbor.acme.com/mirror"


def registry_prefix(text: str) -> str:
    """Check where copies of images are: a registry with its domain, and a path or none."""
    prefix = text.strip().removesuffix("/")
    if "://" in prefix:
        raise ValueError(f"A registry must not contain a scheme. Write it like {EXAMPLE}.")
    host, _, path = prefix.partition("/")
    # A port would be read as a tag where no path follows it.
    image_name(f"{prefix}/image" if not path else prefix)
    if not _REGISTRY.fullmatch(host):
        raise ValueError(
            f"{shown(text)} does not begin with the domain of a registry. Write it like {EXAMPLE}."
        )
    return prefix


def image_reference(text: str) -> str:
    """Check a complete reference: registry, repository and a tag, with a digest or without."""
    rest, at, digest = text.strip().partition("@")
    head, slash, last = rest.rpartition("/")
    name, colon, tag = last.partition(":")
    image_name(f"{head}{slash}{name}")
    if not colon or not _TAG.fullmatch(tag):
        raise ValueError(
            f"{shown(text)} has no tag. Write it like ghcr.io/cloudnative-pg/postgresql:17.11."
        )
    if at and not _DIGEST.fullmatch(digest):
        raise ValueError(
            f"{shown(text)} has an invalid digest. Write sha256: and 64 hexadecimal digits."
        )
    return text.strip()


OptionalRegistryPrefix = Annotated[str, AfterValidator(or_empty(registry_prefix))]
OptionalImageReference = Annotated[str, AfterValidator(or_empty(image_reference))]
