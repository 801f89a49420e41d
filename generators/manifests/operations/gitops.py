"""What a GitOps controller is told: where the bundle is, and when it counts as applied."""

from __future__ import annotations

from generators.manifests.database.migrate import DEADLINE_SECONDS
from generators.manifests.database.migrate import FIRST
from generators.manifests.operations.policies.stores import migrates
from generators.manifests.part import PART_OF
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import Patch
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


def _path(plan: Plan, place: str) -> str:
    """Write the path of a directory of the bundle in the repository, without a leading slash."""
    folders = [part for part in plan.operations.git_path.split("/") if part not in ("", ".")]
    return "/".join([*folders, plan.name, place])


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
        "metadata": {"name": plan.name, "namespace": "argocd", "labels": {PART_OF: "skillflaw"}},
        "spec": {
            "project": "default",
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
    overlay = _source(plan, _overlay(plan))
    if not migrates(plan):
        return {"source": overlay}
    # The Job there is a hook between two waves of the overlay.
    return {"sources": [_source(plan, _path(plan, "jobs/migrate")), overlay]}


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
        "The Application assumes that Argo CD runs in the namespace argocd, with the project "
        "default and the repository's default branch. If production follows a tag, set "
        "targetRevision to it."
    )
    return (Note("assumed", text, CHOICES, GUIDE),)


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
    overlay = _kustomization(plan.name, _overlay(plan), seconds)
    if decryption := provider(plan).flux_decryption:
        overlay["spec"]["decryption"] = dict(decryption.spec)
    objects: tuple[Manifest, ...] = (overlay,)
    if migrates(plan):
        before = f"{plan.name}-migrate"
        patience = DEADLINE_SECONDS + MARGIN_SECONDS
        job = _kustomization(before, _path(plan, "jobs/migrate"), patience)
        overlay["spec"]["dependsOn"] = [{"name": before}]
        objects = (job, overlay)
    file = File(
        "gitops/flux-kustomization.yaml",
        objects,
        "Flux applies the overlay and prunes removed objects. Its timeout is longer than a "
        "rollout may take.",
        (
            *CHOICES,
            "release.kubernetes",
            "secrets.provider",
            "database.migrations",
            "storage.mode",
            "storage.accessMode",
            "scaling.backend.longestFlowSeconds",
        ),
        GUIDE,
    )
    return Part((file,), notes=_flux_notes(plan))


def _kustomization(name: str, path: str, seconds: int) -> Manifest:
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {"name": name, "namespace": "flux-system", "labels": {PART_OF: "skillflaw"}},
        "spec": {
            "interval": "10m",
            "retryInterval": "2m",
            "timeout": f"{seconds}s",
            "path": f"./{path}",
            "prune": True,
            "wait": True,
            "sourceRef": {"kind": "GitRepository", "name": "flux-system"},
        },
    }


def _flux_notes(plan: Plan) -> tuple[Note, ...]:
    source = (
        "The Kustomization reads the GitRepository flux-system, which `flux bootstrap` creates. "
        "If the bundle is in another repository, create a source for it (`flux create source "
        "git`) and name it in sourceRef."
    )
    texts = [source]
    if decryption := provider(plan).flux_decryption:
        texts.append(decryption.assumption)
    return (*(Note("assumed", text, CHOICES, GUIDE) for text in texts), *_first_notes(plan))
