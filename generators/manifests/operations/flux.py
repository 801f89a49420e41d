"""What Flux is told: the repository, the folders in their order, and how long each may take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generators.manifests.database.migrate import DEADLINE_SECONDS
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
from generators.manifests.secrets.providers import provider
from generators.manifests.topology.backend import progress_seconds
from generators.plan import Plan

# A first start of everything in the cluster makes volumes and joins instances.
MARGIN_SECONDS = 300
COMMIT = re.compile(r"[0-9a-f]{40}")
BOOTSTRAP = "flux-system"  # what `flux bootstrap` names its own GitRepository


def flux(plan: Plan) -> Part:
    """Make the source where the plan names it, and a Kustomization for each folder."""
    seconds = progress_seconds(plan) + MARGIN_SECONDS
    overlay = _kustomization(plan, "", overlay_path(plan), seconds)
    before = [*_encrypted(plan)]
    if migrates(plan):
        patience = DEADLINE_SECONDS + MARGIN_SECONDS
        before.append(_kustomization(plan, "-migrate", bundle_path(plan, "jobs/migrate"), patience))
    applied = (*before, overlay)
    for earlier, later in pairwise(applied):
        later["spec"]["dependsOn"] = [{"name": earlier["metadata"]["name"]}]
    file = File(
        "gitops/flux-kustomization.yaml",
        (*_repository(plan), *applied),
        "Flux applies the overlay and prunes removed objects. Its timeout is longer than a "
        "rollout may take.",
        (
            *CHOICES,
            "operations.gitRevision",
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
    return Part((file,), notes=(*_first_notes(plan), *_source_notes(plan)))


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


def _repository(plan: Plan) -> Iterator[Manifest]:
    """Make the GitRepository where the plan says what it follows; otherwise there is one already.

    https://fluxcd.io/flux/components/source/gitrepositories/
    """
    revision = plan.operations.git_revision.strip()
    if not revision:
        return
    kind = "commit" if COMMIT.fullmatch(revision) else "branch"
    if revision.startswith("refs/"):
        kind = "name"
    yield {
        "apiVersion": "source.toolkit.fluxcd.io/v1",
        "kind": "GitRepository",
        "metadata": {
            "name": _source_name(plan),
            "namespace": plan.operations.flux.namespace,
            "labels": {PART_OF: "skillflaw"},
        },
        "spec": {
            "interval": "5m",
            "url": plan.operations.git_url,
            "ref": {kind: revision},
            "secretRef": {"name": _source_name(plan)},
        },
    }


def _source_name(plan: Plan) -> str:
    """Name the GitRepository; one that the bundle makes must not replace that of the bootstrap."""
    source = plan.operations.flux.source
    makes_source = bool(plan.operations.git_revision.strip())
    return plan.name if makes_source and source == BOOTSTRAP else source


def _source_notes(plan: Plan) -> tuple[Note, ...]:
    if not plan.operations.git_revision.strip():
        return ()
    name, namespace = _source_name(plan), plan.operations.flux.namespace
    text = (
        f"The GitRepository reads {plan.operations.git_url} with the Secret {name} in the "
        f"namespace {namespace}. Create it once: flux create secret git {name} "
        f"--namespace={namespace} --url={plan.operations.git_url} --username=git "
        '--password="$TOKEN"'
    )
    paths = ("operations.gitUrl", "operations.gitRevision", "operations.flux.source")
    return (Note("manual", text, (*paths, "operations.flux.namespace"), GUIDE),)


def _encrypted(plan: Plan) -> Iterator[Manifest]:
    """Make the Kustomization of the encrypted Secrets; Flux lists the files of a folder itself.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#generating-a-kustomizationyaml-file
    """
    if not provider(plan).delivery:
        return
    kustomization = _kustomization(plan, "-secrets", encrypted_path(plan), MARGIN_SECONDS)
    # A file that somebody removes by mistake must not take the key with it.
    kustomization["spec"] |= {"prune": False, **provider(plan).flux_decryption(plan)}
    yield kustomization


def _kustomization(plan: Plan, suffix: str, path: str, seconds: int) -> Manifest:
    flux = plan.operations.flux
    return {
        "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
        "kind": "Kustomization",
        "metadata": {
            "name": f"{plan.name}{suffix}",
            "namespace": flux.namespace,
            "labels": {PART_OF: "skillflaw"},
        },
        "spec": {
            "interval": "10m",
            "retryInterval": "2m",
            "timeout": f"{seconds}s",
            "path": f"./{path}",
            "prune": True,
            "wait": True,
            "sourceRef": {"kind": "GitRepository", "name": _source_name(plan)},
        },
    }
