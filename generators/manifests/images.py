"""Images that are not SkillFlaw's: each with its full version and, where it was found, the digest.

A manifest names the image alone; the overlay's ``images`` add tag and digest, so that a mirror or a
newer version is one line. The digests are those of the multi-platform index, each seen in at least
two public repositories that pin the same tag. Versions were read in November 2026.
"""

from __future__ import annotations

from generators.manifests.part import ImagePin

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
