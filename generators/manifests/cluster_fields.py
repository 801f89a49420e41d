"""What the cluster decides on every Service and every pod, whichever topic makes them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generators.manifests.part import COMPONENT
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import because
from generators.plan import Plan

# https://kubernetes.io/docs/concepts/services-networking/dual-stack/
FAMILIES: dict[str, Manifest] = {
    "ipv4": {},
    "ipv6": {"ipFamilyPolicy": "SingleStack", "ipFamilies": ["IPv6"]},
    # Both where the cluster has both; a cluster of one family still takes the Service.
    "dual": {"ipFamilyPolicy": "PreferDualStack"},
}
# The pods that are in the mesh. Data stores and what serves them stay outside: they have their own
# TLS and policies, and an operator's Jobs would not end with a proxy beside them.
MESHED = ("backend", "frontend", "docs", "smoke-test")
# A proxy that starts before the init containers and stops after the container, so that waits reach
# the network, Jobs end and requests drain:
# https://istio.io/latest/docs/reference/config/annotations/#SidecarNativeSidecar
NATIVE = {"sidecar.istio.io/nativeSidecar": "true"}
OUTSIDE = {"sidecar.istio.io/inject": "false"}


def with_cluster_fields(plan: Plan, files: Iterable[File]) -> tuple[File, ...]:
    """Write what the cluster decides into the objects, and name the choices that decide it."""
    return tuple(_file(plan, file) for file in files)


def _file(plan: Plan, file: File) -> File:
    if isinstance(file.content, str):
        return file
    content = tuple(_object(plan, manifest) for manifest in file.content)
    decided = tuple(dict.fromkeys(path for m in content for path in _decided(m)))
    (named,) = because((replace(file, content=content),), *decided) if decided else (file,)
    return named


def _decided(manifest: Manifest) -> Iterator[str]:
    """Name the choices of the cluster that an object of this kind depends on."""
    if _is_service(manifest):
        yield "release.ipFamilies"
    templates = tuple(_templates(manifest))
    if templates or manifest.get("kind") == "Cluster":
        yield "release.mesh"
    if any("securityContext" in template.get("spec", {}) for template in templates):
        yield "release.platform"


def _is_service(manifest: Manifest) -> bool:
    return manifest.get("kind") == "Service" and "ports" in manifest.get("spec", {})


def _object(plan: Plan, manifest: Manifest) -> Manifest:
    families = FAMILIES[plan.release.ip_families]
    if families and _is_service(manifest):
        manifest = {**manifest, "spec": {**families, **manifest["spec"]}}
    return _outside_or_in_mesh(plan, manifest) if plan.release.mesh != "none" else manifest


def _outside_or_in_mesh(plan: Plan, value: Any) -> Any:
    """Copy an object with what the mesh has to know of each pod template in it."""
    if plan.release.mesh == "istio-ambient":
        return value
    if isinstance(value, list):
        return [_outside_or_in_mesh(plan, inner) for inner in value]
    if not isinstance(value, dict):
        return value
    copied = {key: _outside_or_in_mesh(plan, inner) for key, inner in value.items()}
    for key in ("template", "inheritedMetadata"):
        inner = copied.get(key)
        if isinstance(inner, dict) and _labels(inner):
            metadata = inner if key == "inheritedMetadata" else inner["metadata"]
            labelled = _told(metadata)
            copied[key] = (
                labelled if key == "inheritedMetadata" else {**inner, "metadata": labelled}
            )
    return copied


def _labels(template: Manifest) -> dict[str, str]:
    """Give the labels of a pod template, or of what an operator's pods inherit."""
    labels = template.get("labels") or (template.get("metadata") or {}).get("labels") or {}
    return labels if COMPONENT in labels else {}


def _told(metadata: Manifest) -> Manifest:
    if metadata["labels"][COMPONENT] in MESHED:
        return {**metadata, "annotations": {**metadata.get("annotations", {}), **NATIVE}}
    return {**metadata, "labels": {**metadata["labels"], **OUTSIDE}}


def _templates(value: Any) -> Iterator[Manifest]:
    """List the pod templates inside an object that name their component."""
    if isinstance(value, list):
        for inner in value:
            yield from _templates(inner)
    elif isinstance(value, dict):
        template = value.get("template")
        if isinstance(template, dict) and _labels(template):
            yield template
        for inner in value.values():
            yield from _templates(inner)
