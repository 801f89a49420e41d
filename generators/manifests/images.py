"""Images that are not SkillFlaw's: each with its full version and, where it was found, the digest.

A manifest names the image alone; the overlay's ``images`` add tag and digest, so that a mirror or a
newer version is one line. The digests are those of the multi-platform index, each seen in at least
two public repositories that pin the same tag. Versions were read in November 2026.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generators.manifests.part import ImagePin
from generators.plan import Plan

# The newest 17: https://github.com/docker-library/official-images/blob/master/library/postgres.
# With the system's release in the tag, because another C library sorts text in another way.
POSTGRES = ImagePin(
    "docker.io/library/postgres",
    tag="17.11-trixie",
    digest="sha256:e38411452a464af89e5adadb8d223bf53b898d47d6ef918b2d58c08707350449",
)

# The same release, as CloudNativePG wants it: https://github.com/cloudnative-pg/postgres-containers.
# `standard` has no Barman in it: that is the plugin's.
CLOUDNATIVE_PG = ImagePin("ghcr.io/cloudnative-pg/postgresql", tag="17.11-standard-trixie")

# https://github.com/docker-library/official-images/blob/master/library/redis
REDIS = ImagePin(
    "docker.io/library/redis",
    tag="8.10.2-trixie",
    digest="sha256:6f81e8915c60b065a524e6967e0ad1c639ba6efa84d669f823683ea04d9150ee",
)

# https://github.com/prometheus-community/postgres_exporter/releases
POSTGRES_EXPORTER = ImagePin(
    "quay.io/prometheuscommunity/postgres-exporter",
    tag="v0.20.1",
    digest="sha256:ac5ec343104fae0e2d84a27bb8d69b38430a11910c5382cad85d478d2bab713e",
)

# https://github.com/oliver006/redis_exporter/releases
REDIS_EXPORTER = ImagePin(
    "docker.io/oliver006/redis_exporter",
    tag="v1.90.0",
    digest="sha256:a129504e65b87c54f79bc92f1afc403475e8ff646a3d7512de469904ceddf986",
)

# https://github.com/prometheus/blackbox_exporter/releases
BLACKBOX = ImagePin(
    "quay.io/prometheus/blackbox-exporter",
    tag="v0.28.0",
    digest="sha256:e753ff9f3fc458d02cca5eddab5a77e1c175eee484a8925ac7d524f04366c2fc",
)

# https://github.com/curl/curl-container
CURL = ImagePin(
    "docker.io/curlimages/curl",
    tag="8.21.0",
    digest="sha256:7c12af72ceb38b7432ab85e1a265cff6ae58e06f95539d539b654f2cfa64bb13",
)

# The stable line: https://github.com/docker-library/official-images/blob/master/library/busybox
BUSYBOX = ImagePin(
    "docker.io/library/busybox",
    tag="1.37.0-musl",
    digest="sha256:222ad6d973c0d198014546a65cd02c5fdedcc172123c5b4c2bf0af636550bd94",
)

HELPERS = frozenset((POSTGRES, REDIS, POSTGRES_EXPORTER, REDIS_EXPORTER, BLACKBOX, CURL, BUSYBOX))
"""What kustomize pins of these images. One that the plan names itself is taken as it is."""


def mirrored_name(plan: Plan, name: str) -> str:
    """Name the copy of an image in the plan's mirror: its path there is that in its own registry.

    A pull-through cache and a plain copy have it there: `crane copy docker.io/library/redis
    MIRROR/library/redis`.
    """
    mirror = plan.release.registry_mirror
    return f"{mirror}/{name.partition('/')[2]}" if mirror else name


def mirrored(plan: Plan, pin: ImagePin) -> ImagePin:
    """Pin the copy in the plan's mirror; SkillFlaw's own images have choices of their own."""
    if not plan.release.registry_mirror or pin not in HELPERS:
        return pin
    return replace(pin, new_name=mirrored_name(plan, pin.name))


def pin_of(reference: str) -> ImagePin:
    """Pin an image by a complete reference: its name, tag and digest."""
    rest, _, digest = reference.partition("@")
    name, _, tag = rest.rpartition(":")
    return ImagePin(name, tag=tag, digest=digest)


def postgres_pin(plan: Plan) -> ImagePin:
    """Pin the image of the single PostgreSQL server: the plan's, or the bundle's own."""
    image = plan.database.image
    return pin_of(image) if image else POSTGRES


def copies(plan: Plan, pins: Iterable[ImagePin]) -> tuple[tuple[str, str], ...]:
    """List the images that the plan's mirror must have: each with the name of its copy."""
    if not plan.release.registry_mirror:
        return ()
    used = [
        (_reference(pin.name, pin), _reference(pin.new_name, pin)) for pin in pins if pin.new_name
    ]
    if plan.database.mode == "cloudnative-pg" and not plan.database.image:
        used.append((_reference(CLOUDNATIVE_PG.name, CLOUDNATIVE_PG), operand_image(plan)))
    return tuple(dict.fromkeys(used))


def _reference(name: str, pin: ImagePin) -> str:
    return f"{name}:{pin.tag}{f'@{pin.digest}' if pin.digest else ''}"


def operand_image(plan: Plan) -> str:
    """Give the image of a CloudNativePG cluster as one reference, which kustomize cannot pin."""
    if plan.database.image:
        return plan.database.image
    return f"{mirrored_name(plan, CLOUDNATIVE_PG.name)}:{CLOUDNATIVE_PG.tag}"
