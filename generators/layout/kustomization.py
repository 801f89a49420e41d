"""The kustomization of each directory of a bundle, read from what lies in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generators.layout.settings import Settings
from generators.manifests.part import PART_OF
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import ImagePin
from generators.manifests.part import Manifest
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.part import labels
from generators.manifests.remembered import remembered
from generators.plan import Plan

# The pods of the old revision still read the ConfigMap of the old name, so that no GitOps
# controller may take it away with the new one's arrival.
KEPT = {
    "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
    "argocd.argoproj.io/sync-options": "Prune=false",
    "kustomize.toolkit.fluxcd.io/prune": "disabled",
}


BACKEND_IMAGE = ("release.backend.image", "release.backend.tag", "release.backend.digest")

# What an overlay says itself: names, pins and counts, and which components it takes.
CHOICES = (
    "topology.pattern",
    "topology.docs",
    "release.environment",
    "release.namespace",
    "release.namespaceDedicated",
    *BACKEND_IMAGE,
    "release.frontend.image",
    "release.frontend.tag",
    "release.frontend.digest",
    "release.docs.image",
    "release.docs.tag",
    "release.docs.digest",
    "release.change",
    "release.registryMirror",
    "scaling.backend.replicas",
    "scaling.backend.autoscaling.enabled",
    "scaling.backend.autoscaling.maxReplicas",
    "scaling.frontend.replicas",
    "scaling.frontend.autoscaling.enabled",
    "scaling.frontend.autoscaling.maxReplicas",
    "scaling.frontend.followBackend",
    "scaling.docs.replicas",
    "database.mode",
    "database.host",
    "database.pooler.mode",
    "database.migrations",
    "database.image",
    "database.monitoring",
    "redis.mode",
    "redis.monitoring",
    "secrets.provider",
    "ingress.controller",
    "operations.extraCa.name",
    "ingress.hosts.api",
    "ingress.hosts.ui",
    "ingress.hosts.docs",
    "tls.mode",
    "operations.networkPolicies",
    "operations.readOnlyRootFilesystem",
    "operations.alerts",
    "operations.gitops",
    "operations.settings",
)


def kustomizations(plan: Plan, whole: Part, settings: Settings) -> tuple[File, ...]:
    """Write ``kustomization.yaml`` for the base, each component, the overlay and each job."""
    base = _kustomization("base", whole)
    components = [
        _kustomization(directory, whole) for directory in _directories(whole, "components/")
    ]
    jobs = [_job(plan, directory, whole) for directory in _directories(whole, "jobs/")]
    return (base, *components, _overlay(plan, whole, settings), *jobs)


def _directories(whole: Part, start: str) -> tuple[str, ...]:
    """List the directories below a folder in the order in which the topics made them."""
    made = [file.directory for file in whole.files]
    made += [config_map.directory for config_map in whole.config_maps]
    return tuple(dict.fromkeys(directory for directory in made if directory.startswith(start)))


def _kustomization(directory: str, whole: Part) -> File:
    name = directory.rpartition("/")[2]
    component = directory.startswith("components/")
    body = head("Component" if component else "Kustomization") | contents_of(directory, whole)
    why = (
        f"All resources of the component {name}. An overlay includes them only if it lists the "
        "component."
        if component
        else "The resources that all environments share."
    )
    return File(f"{directory}/kustomization.yaml", (body,), why, guide=("topology.explicit",))


def head(kind: str) -> Manifest:
    """Begin a kustomization of a kind: ``Kustomization`` or ``Component``."""
    version = "v1alpha1" if kind == "Component" else "v1beta1"
    return {"apiVersion": f"kustomize.config.k8s.io/{version}", "kind": kind}


def contents_of(directory: str, whole: Part) -> Manifest:
    """List what lies in a directory, in the fields of its kustomization."""
    files = [file for file in whole.files if file.directory == directory]
    resources = [file.filename for file in files if _is_resource(file)]
    patches = [_patch(file) for file in files if isinstance(file, Patch)]
    maps = [
        _config_map(config_map)
        for config_map in whole.config_maps
        if config_map.directory == directory
    ]
    options = {"annotations": KEPT} if maps and not directory.startswith("jobs/") else {}
    fields = {
        "resources": resources,
        "generatorOptions": options,
        "configMapGenerator": maps,
        "patches": patches,
    }
    return {name: value for name, value in fields.items() if value}


def _is_resource(file: File) -> bool:
    return not isinstance(file, Patch) and not isinstance(file.content, str)


def _patch(file: Patch) -> Manifest:
    entry: Manifest = {"path": file.filename}
    if file.target:
        entry["target"] = dict(file.target)
    return entry


def _config_map(config_map: ConfigMap) -> Manifest:
    entry: Manifest = {"name": config_map.name, "files": sorted(config_map.files)}
    if config_map.component:
        entry["options"] = {"labels": labels(config_map.component)}
    return entry


def _overlay(plan: Plan, whole: Part, settings: Settings) -> File:
    environment = plan.release.environment
    directory = f"overlays/{environment}"
    contents = contents_of(directory, whole)
    generator = {**settings.generator, "options": {"labels": labels("backend")}}
    body: Manifest = {
        **head("Kustomization"),
        "namespace": plan.release.namespace,
        "resources": [*contents.get("resources", []), "../../base"],
        "components": [f"../../{directory}" for directory in _directories(whole, "components/")],
        "labels": [{"pairs": environment_labels(plan), "includeSelectors": False}],
        "images": _images(whole, ("base/", "components/", "overlays/")),
        "replicas": _replicas(whole.replicas),
        "generatorOptions": {"annotations": KEPT},
        "configMapGenerator": [generator, *contents.get("configMapGenerator", [])],
        "patches": contents.get("patches", []),
    }
    return File(
        f"{directory}/kustomization.yaml",
        ({name: value for name, value in body.items() if value},),
        f"The {environment} environment: its components, images, replicas and settings.",
        CHOICES,
        ("topology.explicit", "rollout.tag", "scaling.independent"),
    )


def environment_labels(plan: Plan) -> dict[str, str]:
    """Give the labels that every object of an environment has."""
    return {
        PART_OF: "skillflaw",
        "skillflaw.io/environment": plan.release.environment,
        "skillflaw.io/topology": plan.topology.pattern,
    }


def _image(pin: ImagePin) -> Manifest:
    named = {
        "name": pin.name,
        "newName": pin.new_name,
        "newTag": pin.tag,
        "digest": pin.digest,
    }
    return {key: value for key, value in named.items() if value}


def _replicas(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"name": name, "count": count} for name, count in counts.items()]


def _job(plan: Plan, directory: str, whole: Part) -> File:
    contents = contents_of(directory, whole)
    body: Manifest = {
        **head("Kustomization"),
        "namespace": plan.release.namespace,
        "resources": contents.get("resources", []),
        "labels": [{"pairs": environment_labels(plan), "includeSelectors": False}],
        "images": _images(whole, (f"{directory}/",)),
        "configMapGenerator": contents.get("configMapGenerator", []),
        "patches": contents.get("patches", []),
    }
    name = directory.rpartition("/")[2]
    return File(
        f"{directory}/kustomization.yaml",
        ({key: value for key, value in body.items() if value},),
        f"The job {name}. It is not in the overlay because a Job's template is immutable.",
        (
            "release.namespace",
            "release.environment",
            "topology.pattern",
            "release.registryMirror",
            *(BACKEND_IMAGE if name in ("migrate", "downgrade") else ()),
        ),
    )


def _images(whole: Part, below: tuple[str, ...]) -> list[Manifest]:
    """Pin the images that the objects below these folders run, and no others."""
    run = "".join(_written(file.content) for file in whole.files if file.path.startswith(below))
    return [
        _image(pin)
        for pin in {pin.name: pin for pin in whole.images}.values()
        if f"'image': '{pin.name}'" in run or f"'image': '{pin.name}:" in run
    ]


@remembered
def _written(content: object) -> str:
    return repr(content)
