"""The topics' parts put together."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from generators.manifests.cluster_fields import with_cluster_fields
from generators.manifests.database import database
from generators.manifests.images import mirrored
from generators.manifests.ingress import ingress
from generators.manifests.operations import operations
from generators.manifests.operations import preflight
from generators.manifests.part import File
from generators.manifests.part import Part
from generators.manifests.redis import redis
from generators.manifests.release import release
from generators.manifests.scaling import scaling
from generators.manifests.secrets import secrets
from generators.manifests.secrets.required import together
from generators.manifests.storage import storage
from generators.manifests.tls import tls
from generators.manifests.topology import topology
from generators.plan import Plan

T = TypeVar("T")

ClusterFields = Callable[[Plan, tuple[File, ...]], tuple[File, ...]]

TOPICS: tuple[Callable[[Plan], Part], ...] = (
    topology,
    release,
    storage,
    database,
    redis,
    secrets,
    scaling,
    ingress,
    tls,
    operations,
)


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """Make the part of each topic."""
    return tuple(topic(plan) for topic in TOPICS)


def merged(plan: Plan, parts: Sequence[Part], fields: ClusterFields = with_cluster_fields) -> Part:
    """Put the topics' parts together; two of them making one thing is a ``ValueError``.

    ``fields`` writes what the cluster decides into their files.
    """
    whole = Part(
        files=tuple(chain.from_iterable(part.files for part in parts)),
        settings=_each_once((part.settings for part in parts), "setting"),
        config_maps=tuple(chain.from_iterable(part.config_maps for part in parts)),
        secrets=together(chain.from_iterable(part.secrets for part in parts)),
        images=tuple(mirrored(plan, pin) for part in parts for pin in part.images),
        replicas=_each_once((part.replicas for part in parts), "replica count"),
        notes=_without_repeats(chain.from_iterable(part.notes for part in parts)),
        crds=_without_repeats(chain.from_iterable(part.crds for part in parts)),
    )
    return replace(whole, files=fields(plan, whole.files))


def with_preflight(plan: Plan, whole: Part) -> Part:
    """Add the script that looks for what all topics count on."""
    script = preflight(plan, whole.secrets, whole.crds)
    return replace(whole, files=(*whole.files, script))


def _each_once(groups: Iterable[Mapping[str, T]], what: str) -> dict[str, T]:
    together: dict[str, T] = {}
    for group in groups:
        for name in group:
            if name in together:
                raise ValueError(f"Two topics make the {what} {name}.")
        together.update(group)
    return together


def _without_repeats(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))
