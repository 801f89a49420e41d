"""What a GitOps controller applies first, and what it never takes away."""

from __future__ import annotations

from generators.layout import laid_out
from generators.manifests.part import Patch
from generators.plan import Plan
from generators.plan import revised
from tests.manifests.walking import manifests
from tests.plans import branches
from tests.plans import everything

WAVE = "argocd.argoproj.io/sync-wave"


def job(plan: Plan) -> dict[str, dict[str, str]]:
    """Map each object of the migration to its annotations."""
    return {
        manifest["kind"]: manifest["metadata"].get("annotations", {})
        for file, manifest in manifests(plan)
        if file.directory == "jobs/migrate" and file.filename != "kustomization.yaml"
    }


def order(plan: Plan) -> Patch | None:
    """Find the patch that puts kinds before the migration."""
    patches = (file for file in laid_out(plan).files if file.filename == "sync-order.yaml")
    return next((file for file in patches if isinstance(file, Patch)), None)


def test_argo_cd_makes_stores_and_secrets_then_migrates_then_starts_the_backend() -> None:
    plan = everything()
    patch = order(plan)

    assert patch
    assert isinstance(patch.content, tuple)
    first = patch.content[0]["metadata"]["annotations"][WAVE]
    kinds = patch.target["kind"].split("|")
    assert {"Namespace", "Cluster", "ExternalSecret", "NetworkPolicy", "ConfigMap"} <= set(kinds)
    assert not {"Deployment", "PersistentVolumeClaim", "HorizontalPodAutoscaler"} & set(kinds)
    made = job(plan)
    assert int(first) < int(made["Job"][WAVE]) < 0
    assert made["Job"]["argocd.argoproj.io/hook"] == "Sync"
    assert {made[kind][WAVE] for kind in made if kind != "Job"} == {first}


def test_without_a_migration_or_argo_cd_nothing_is_put_in_order() -> None:
    for changes in ({"database.migrations": "on-start"}, {"operations.gitops": "none"}):
        plan = revised(everything(), changes)

        assert order(plan) is None
        assert not any(WAVE in annotations for annotations in job(plan).values())


def test_no_controller_takes_away_settings_that_old_pods_still_read() -> None:
    for plan in branches().values():
        for file, manifest in manifests(plan):
            if "configMapGenerator" in manifest and not file.path.startswith("jobs/"):
                annotations = manifest["generatorOptions"]["annotations"]
                assert annotations["kustomize.toolkit.fluxcd.io/prune"] == "disabled"
                assert annotations["argocd.argoproj.io/sync-options"] == "Prune=false"
