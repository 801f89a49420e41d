"""What a GitOps controller is told: where the bundle is, and when it counts as applied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generators.manifests.database.migrate import DEADLINE_SECONDS
from generators.manifests.database.migrate import FIRST
from generators.manifests.operations.policies.stores import migrates
from generators.manifests.part import PART_OF
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.secrets.encrypted_files import encrypted_directory
from generators.manifests.secrets.providers import provider
from generators.manifests.topology.backend import progress_seconds
from generators.plan import Plan

PATH = "gitops/argocd-application.yaml"
CHOICES = ("operations.gitops", "operations.gitUrl", "operations.gitPath", "release.environment")
GUIDE = ("rollout.controls",)
# A first start of everything in the cluster makes volumes and joins instances.
MARGIN_SECONDS = 300
# Not claims: one that waits for its first consumer is not healthy, and would hold the wave up.
NEEDED = (
    "Namespace",
    "ServiceAccount",
    "ConfigMap",
    "Service",
    "NetworkPolicy",
    "ExternalSecret",
    "StatefulSet",
    "ObjectStore",
    "Cluster",
)


def gitops(plan: Plan) -> Part:
    """Make the Application or the Kustomization that the plan asks for."""
    if plan.operations.gitops == "argo-cd":
        return _argo_cd(plan)
    return _flux(plan) if plan.operations.gitops == "flux" else Part()


def _path(plan: Plan, folder: str) -> str:
    """Write the path of a directory of the bundle in the repository, without a leading slash."""
    folders = [part for part in plan.operations.git_path.split("/") if part not in ("", ".")]
    return "/".join([*folders, plan.name, folder])


def encrypted_path(plan: Plan) -> str:
    """Write the path of the encrypted Secrets: beside the bundle, which is generated again."""
    folders = [part for part in plan.operations.git_path.split("/") if part not in ("", ".")]
    return "/".join([*folders, encrypted_directory(plan)])


def _overlay(plan: Plan) -> str:
    return _path(plan, f"overlays/{plan.release.environment}")


SYNC: Manifest = {
    "automated": {"prune": True, "selfHeal": True},
    "syncOptions": ["ServerSideApply=true", "PruneLast=true", "RespectIgnoreDifferences=true"],
    "retry": {"limit": 5, "backoff": {"duration": "10s", "factor": 2, "maxDuration": "3m"}},
}


def _argo_cd(plan: Plan) -> Part:
    file = File(
        PATH,
        (_application(plan),),
        "Argo CD applies the overlay, prunes removed objects last, and ignores the replicas that "
        "an autoscaler sets.",
        (
            *CHOICES,
            "operations.argoCd.namespace",
            "operations.argoCd.project",
            "secrets.provider",
            "release.namespace",
            "release.kubernetes",
            "scaling.backend.autoscaling.enabled",
            "scaling.frontend.autoscaling.enabled",
            "topology.pattern",
            "database.migrations",
        ),
        GUIDE,
    )
    order = (_order(plan),) if migrates(plan) else ()
    return Part((file, *order), notes=_argo_notes(plan))


def _order(plan: Plan) -> Patch:
    """Make the patch that puts what a migration needs into a wave before it.

    The overlay's other objects are in wave 0, so the backend comes after the migration.
    """
    wave: Manifest = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": plan.release.namespace, "annotations": FIRST},
    }
    return Patch(
        path=f"overlays/{plan.release.environment}/sync-order.yaml",
        content=(wave,),
        why="Argo CD first applies what the migration needs, data stores and Secrets included. "
        "kustomize sets the sync wave annotation on every object of these kinds.",
        choices=(*CHOICES, "database.migrations", "release.kubernetes", "release.namespace"),
        guide=("postgres.migrations",),
        target={"kind": "|".join(NEEDED)},
    )


def _application(plan: Plan) -> Manifest:
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": plan.name,
            "namespace": plan.operations.argo_cd.namespace,
            "labels": {PART_OF: "skillflaw"},
        },
        "spec": {
            "project": plan.operations.argo_cd.project,
            "destination": {
                "server": "https://kubernetes.default.svc",
                "namespace": plan.release.namespace,
            },
            **_sources(plan),
            "syncPolicy": SYNC,
            **_ignored(plan),
        },
    }


def _sources(plan: Plan) -> Manifest:
    # The Job there is a hook between two waves of the overlay.
    job = [_source(plan, _path(plan, "jobs/migrate"))] if migrates(plan) else []
    encrypted = [_source(plan, encrypted_path(plan))] if provider(plan).delivery else []
    first = [*encrypted, *job]
    overlay = _source(plan, _overlay(plan))
    return {"sources": [*first, overlay]} if first else {"source": overlay}


def _source(plan: Plan, path: str) -> Manifest:
    return {"repoURL": plan.operations.git_url, "targetRevision": "HEAD", "path": path}


def _ignored(plan: Plan) -> Manifest:
    """Leave the counts alone that an autoscaler owns."""
    tiers = [("backend", plan.scaling.backend.autoscaling.enabled)]
    if plan.topology.web:
        tiers.append(("frontend", plan.scaling.frontend.autoscaling.enabled))
    ignored = [
        {
            "group": "apps",
            "kind": "Deployment",
            "name": f"skillflaw-{tier}",
            "jsonPointers": ["/spec/replicas"],
        }
        for tier, scaled in tiers
        if scaled
    ]
    return {"ignoreDifferences": ignored} if ignored else {}


def _argo_notes(plan: Plan) -> tuple[Note, ...]:
    text = (
        "The Application follows the repository's default branch. If production follows a tag, "
        "set targetRevision to it."
    )
    return (Note("manual", text, CHOICES, GUIDE),)


def _first_notes(plan: Plan) -> tuple[Note, ...]:
    """Say what a migration before the rollout means for the very first one."""
    if not (migrates(plan) and plan.release.first_install):
        return ()
    text = (
        "Flux applies the migration Job first. On the first installation PostgreSQL, its Secrets "
        "and the namespace have to exist before it. If the bundle creates them, apply the "
        "overlay once by hand before you enable Flux."
    )
    return (Note("manual", text, ("database.migrations",), ("postgres.migrations",)),)


def _flux(plan: Plan) -> Part:
    seconds = progress_seconds(plan) + MARGIN_SECONDS
    overlay = _kustomization(plan, "", _overlay(plan), seconds)
    before = [*_encrypted(plan)]
    if migrates(plan):
        patience = DEADLINE_SECONDS + MARGIN_SECONDS
        before.append(_kustomization(plan, "-migrate", _path(plan, "jobs/migrate"), patience))
    objects = (*before, overlay)
    for earlier, later in pairwise(objects):
        later["spec"]["dependsOn"] = [{"name": earlier["metadata"]["name"]}]
    file = File(
        "gitops/flux-kustomization.yaml",
        objects,
        "Flux applies the overlay and prunes removed objects. Its timeout is longer than a "
        "rollout may take.",
        (
            *CHOICES,
            "operations.flux.namespace",
            "operations.flux.source",
            "operations.flux.decryptionSecret",
            "release.kubernetes",
            "secrets.provider",
            "database.migrations",
            "storage.mode",
            "storage.accessMode",
            "scaling.backend.longestFlowSeconds",
        ),
        GUIDE,
    )
    return Part((file,), notes=_first_notes(plan))


def _encrypted(plan: Plan) -> Iterator[Manifest]:
    """Make the Kustomization of the encrypted Secrets; Flux lists the files of a folder itself.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#generating-a-kustomizationyaml-file
    """
    if not provider(plan).delivery:
        return
    made = _kustomization(plan, "-secrets", encrypted_path(plan), MARGIN_SECONDS)
    # A file that somebody removes by mistake must not take the key with it.
    made["spec"] |= {"prune": False, **provider(plan).flux_decryption(plan)}
    yield made


def _kustomization(plan: Plan, suffix: str, path: str, seconds: int) -> Manifest:
    chosen = plan.operations.flux
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {
            "name": f"{plan.name}{suffix}",
            "namespace": chosen.namespace,
            "labels": {PART_OF: "skillflaw"},
        },
        "spec": {
            "interval": "10m",
            "retryInterval": "2m",
            "timeout": f"{seconds}s",
            "path": f"./{path}",
            "prune": True,
            "wait": True,
            "sourceRef": {"kind": "GitRepository", "name": chosen.source},
        },
    }
