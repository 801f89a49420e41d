"""What is deployed into which namespace, pinned, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping

from generators.manifests.part import File
from generators.manifests.part import ImagePin
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.storage import KEPT
from generators.plan import Plan
from generators.plan.image import Image

# https://istio.io/latest/docs/reference/config/labels/
MESH_LABELS: Mapping[str, Mapping[str, str]] = {
    "none": {},
    "istio-sidecar": {"istio-injection": "enabled"},
    "istio-ambient": {"istio.io/dataplane-mode": "ambient"},
}

SHARED = Note(
    "limit",
    "The namespace has other tenants, so the bundle sets no Pod Security label on it. "
    "SkillFlaw's pods comply with the restricted profile.",
    ("release.namespaceDedicated", "operations.podSecurity"),
)


def release(plan: Plan) -> Part:
    """Make the namespace, the pins of the images that run, and the notes on this release."""
    named = _namespace_file(plan) if plan.release.namespace_dedicated else None
    change = _change_patch(plan)
    return Part(
        files=tuple(file for file in (named, change) if file),
        notes=() if named else (SHARED,),
        images=tuple(_pin(image) for image in _images(plan) if image.tag or image.digest),
    )


def _images(plan: Plan) -> tuple[Image, ...]:
    images: dict[str, Image] = {
        "backend": plan.release.backend,
        "frontend": plan.release.frontend,
        "docs": plan.release.docs,
    }
    return tuple(images[part] for part in plan.topology.parts)


def _pin(image: Image) -> ImagePin:
    return ImagePin(name=image.image, tag=image.tag, digest=image.digest)


def _namespace_file(plan: Plan) -> File:
    level, version = plan.operations.pod_security, f"v{plan.release.kubernetes}"
    about = plan.metadata.description.strip()
    labels = {
        f"pod-security.kubernetes.io/{mode}{suffix}": value
        for mode in ("enforce", "audit", "warn")
        for suffix, value in (("", level), ("-version", version))
    }
    namespace: Manifest = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": plan.release.namespace,
            "labels": {**labels, **MESH_LABELS[plan.release.mesh]},
            "annotations": {
                **KEPT,
                **({"kubernetes.io/description": about} if about else {}),
            },
        },
    }
    return File(
        path=f"overlays/{plan.release.environment}/namespace.yaml",
        content=(namespace,),
        why=f"A namespace for SkillFlaw only. Pod Security admits {level} pods only, by the rules "
        f"of Kubernetes {plan.release.kubernetes}; no GitOps controller may prune it.",
        choices=(
            "release.environment",
            "release.namespace",
            "release.namespaceDedicated",
            "release.mesh",
            "release.kubernetes",
            "operations.podSecurity",
        ),
    )


def _change_patch(plan: Plan) -> Patch | None:
    """Note on the backend what changes; a new sentence also rolls its pods.

    A rotated Secret reaches a running process only that way: its name stays, so nothing else in
    the pod's template does.
    """
    change, about = plan.release.change.strip(), plan.metadata.description.strip()
    answers = {
        "kubernetes.io/change-cause": change,
        # A dedicated namespace carries it instead.
        "kubernetes.io/description": "" if plan.release.namespace_dedicated else about,
    }
    annotations = {name: text for name, text in answers.items() if text}
    if not annotations:
        return None
    rolls = {"template": {"metadata": {"annotations": {"skillflaw.io/change": change}}}}
    deployment: Manifest = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "skillflaw-backend", "annotations": annotations},
        **({"spec": rolls} if change else {}),
    }
    return Patch(
        path=f"overlays/{plan.release.environment}/backend-release.yaml",
        content=(deployment,),
        why="What this release changes, for the rollout history. A changed text restarts the "
        "pods, so that they read a rotated Secret.",
        choices=("release.change", "release.environment", "release.namespaceDedicated"),
        guide=("rollout.change",) if change else (),
    )
