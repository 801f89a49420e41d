"""The volumes that a plan claims, and those that it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generators.inventories.amounts import memory
from generators.inventories.objects import Objects
from generators.inventories.objects import component_of
from generators.inventories.objects import template_of
from generators.inventories.workloads import TITLES
from generators.manifests.part import Manifest
from generators.plan.scalars.quantity import bytes_of


@dataclass(frozen=True)
class Volume:
    """``count`` volumes of one size in bytes; the size is unknown where somebody else made it.

    ``access`` is the access mode, ``storage_class`` empty for the cluster's default.
    """

    title: str
    count: int
    size: int | None
    access: str = ""
    storage_class: str = ""

    @property
    def total(self) -> int:
        """Count the bytes of all."""
        return self.count * (self.size or 0)

    @property
    def text(self) -> str:
        """Write the number and the size: “3 × 20Gi”, “10Gi”."""
        size = memory(self.size) or "size not known"
        return size if self.count == 1 else f"{self.count} × {size}"


def volumes(objects: Objects) -> tuple[Volume, ...]:
    """List the volumes that outlive a pod."""
    claims = objects.of_kind("PersistentVolumeClaim")
    return (
        *(_claimed(entry) for entry in claims),
        *_found(objects, {entry["metadata"]["name"] for entry in claims}),
        *(volume for entry in objects.of_kind("StatefulSet") for volume in _of_each_pod(entry)),
        *(_of_instances(entry) for entry in objects.of_kind("Cluster")),
    )


def _claimed(entry: Manifest) -> Volume:
    title = "State directory" if component_of(entry) == "backend" else "Database dumps"
    return _volume(title, 1, entry["spec"])


def _found(objects: Objects, made: set[str]) -> Iterator[Volume]:
    """Yield the claims that pods of the backend mount and the bundle does not make."""
    for entry in objects.of_kind("Deployment"):
        if component_of(entry) != "backend":
            continue
        for volume in template_of(entry)["spec"].get("volumes", ()):
            name = volume.get("persistentVolumeClaim", {}).get("claimName")
            if name is not None and name not in made:
                yield Volume(f"Existing claim {name or 'without a name'}", 1, None)


def _of_each_pod(entry: Manifest) -> Iterator[Volume]:
    spec = entry["spec"]
    for claim in spec.get("volumeClaimTemplates", ()):
        title = TITLES.get(component_of(entry), entry["metadata"]["name"])
        yield _volume(title, spec.get("replicas", 1), claim["spec"])


def _of_instances(entry: Manifest) -> Volume:
    spec = entry["spec"]
    size = bytes_of(spec["storage"]["size"])
    chosen = spec["storage"].get("storageClass", "")
    return Volume(TITLES["database"], spec["instances"], size, "ReadWriteOnce", chosen)


def _volume(title: str, count: int, claim: dict[str, Any]) -> Volume:
    return Volume(
        title,
        count,
        bytes_of(claim["resources"]["requests"]["storage"]),
        ", ".join(claim.get("accessModes", ())),
        claim.get("storageClassName") or "",
    )
