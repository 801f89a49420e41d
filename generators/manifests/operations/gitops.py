"""What a GitOps controller is told: where the bundle is, and when it counts as applied."""

from __future__ import annotations

from generators.manifests.database.migrate import FIRST
from generators.manifests.operations.flux import flux
from generators.manifests.operations.git_paths import CHOICES
from generators.manifests.operations.git_paths import GUIDE
from generators.manifests.operations.git_paths import bundle_path
from generators.manifests.operations.git_paths import encrypted_path
from generators.manifests.operations.git_paths import overlay_path
from generators.manifests.operations.policies.stores import migrates
from generators.manifests.part import PART_OF
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import Patch
from generators.manifests.secrets.providers import provider
from generators.plan import Plan

PATH = "gitops/argocd-application.yaml"
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
    return flux(plan) if plan.operations.gitops == "flux" else Part()


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
            "operations.gitRevision",
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
    job = [_source(plan, bundle_path(plan, "jobs/migrate"))] if migrates(plan) else []
    encrypted = [_source(plan, encrypted_path(plan))] if provider(plan).delivery else []
    first = [*encrypted, *job]
    overlay = _source(plan, overlay_path(plan))
    return {"sources": [*first, overlay]} if first else {"source": overlay}


def _source(plan: Plan, path: str) -> Manifest:
    revision = plan.operations.git_revision.strip() or "HEAD"
    return {"repoURL": plan.operations.git_url, "targetRevision": revision, "path": path}


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
    if plan.operations.git_revision.strip():
        return ()
    text = (
        "The Application follows the repository's default branch. If production follows a tag, "
        "set operations.gitRevision to it."
    )
    return (Note("manual", text, (*CHOICES, "operations.gitRevision"), GUIDE),)
