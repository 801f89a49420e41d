"""Operations as a whole: delivery, scripts, exporters, and that no plan is too broken for it."""

from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.operations import operations
from generators.manifests.operations import required
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan.presets import PRESETS
from generators.plan.presets import recommended
from generators.plan.serialization import revised

NASTY = "yes: # ' \" $(rm) é"


def changed(changes: dict[str, Any]) -> Plan:
    """Change the recommended plan."""
    return revised(recommended(), changes)


def objects(plan: Plan, path: str) -> tuple[Manifest, ...]:
    """Give the objects of a file."""
    content = next(file.content for file in operations(plan).files if file.path == path)
    assert isinstance(content, tuple)
    return content


@pytest.mark.parametrize("plan", [preset.filled() for preset in PRESETS])
def test_no_file_is_made_twice(plan: Plan) -> None:
    paths = [file.path for file in operations(plan).files]

    assert len(paths) == len(set(paths))


@pytest.mark.parametrize(
    "changes",
    [
        {"ingress.hosts.api": "", "ingress.controllerNamespace": "", "database.host": ""},
        {"operations.gitops": "argo-cd", "operations.gitUrl": "", "operations.gitPath": ""},
        {"scaling.backend.autoscaling.enabled": True, "scaling.backend.autoscaling.minReplicas": 9},
        {"operations.smokeFlow": NASTY, "operations.gitPath": NASTY, "operations.gitops": "flux"},
    ],
)
def test_a_plan_with_errors_has_operations_all_the_same(changes: dict[str, Any]) -> None:
    assert operations(changed(changes)).files


def test_argo_cd_leaves_autoscaled_counts_alone() -> None:
    plan = changed({"operations.gitops": "argo-cd", "scaling.backend.autoscaling.enabled": True})
    spec = objects(plan, "gitops/argocd-application.yaml")[0]["spec"]

    assert [ignored["name"] for ignored in spec["ignoreDifferences"]] == ["skillflaw-backend"]
    assert {"ServerSideApply=true", "PruneLast=true"} <= set(spec["syncPolicy"]["syncOptions"])


def test_argo_cd_ignores_nothing_without_an_autoscaler() -> None:
    plan = changed({"operations.gitops": "argo-cd"})

    assert "ignoreDifferences" not in objects(plan, "gitops/argocd-application.yaml")[0]["spec"]


def test_the_path_in_the_repository_is_clean() -> None:
    where = {"operations.gitPath": "/./apps//", "database.migrations": "on-start"}
    plan = changed({"operations.gitops": "argo-cd", **where})
    spec = objects(plan, "gitops/argocd-application.yaml")[0]["spec"]

    assert spec["source"]["path"] == f"apps/{plan.name}/overlays/production"


def test_argo_cd_follows_the_branch_of_the_plan() -> None:
    plan = changed({"operations.gitops": "argo-cd", "operations.gitRevision": "approved"})
    spec = objects(plan, "gitops/argocd-application.yaml")[0]["spec"]

    sources = spec.get("sources") or [spec["source"]]
    assert {source["targetRevision"] for source in sources} == {"approved"}


@pytest.mark.parametrize(
    ("revision", "reference"),
    [
        ("approved", {"branch": "approved"}),
        ("refs/tags/r7", {"name": "refs/tags/r7"}),
        ("c" * 40, {"commit": "c" * 40}),
    ],
)
def test_flux_gets_the_repository_that_the_plan_names(
    revision: str, reference: dict[str, str]
) -> None:
    url = {"operations.gitUrl": "https://plans.acme.com/git/6f9c.git"}
    plan = changed({"operations.gitops": "flux", **url, "operations.gitRevision": revision})
    source, *applied = objects(plan, "gitops/flux-kustomization.yaml")

    assert source["kind"] == "GitRepository"
    assert source["spec"]["url"] == url["operations.gitUrl"]
    assert source["spec"]["ref"] == reference
    # Never that of the bootstrap, which would be replaced.
    assert source["metadata"]["name"] == source["spec"]["secretRef"]["name"] == plan.name
    assert {made["spec"]["sourceRef"]["name"] for made in applied} == {plan.name}


def test_flux_reads_the_repository_that_is_there_where_the_plan_names_no_branch() -> None:
    made = objects(changed({"operations.gitops": "flux"}), "gitops/flux-kustomization.yaml")

    assert {manifest["kind"] for manifest in made} == {"Kustomization"}
    assert made[-1]["spec"]["sourceRef"]["name"] == "flux-system"


def test_migrations_come_before_the_overlay() -> None:
    argo = changed({"operations.gitops": "argo-cd", "database.migrations": "job"})
    flux = changed({"operations.gitops": "flux", "database.migrations": "job"})
    sources = objects(argo, "gitops/argocd-application.yaml")[0]["spec"]["sources"]
    job, overlay = objects(flux, "gitops/flux-kustomization.yaml")

    assert sources[0]["path"].endswith("jobs/migrate")
    assert overlay["spec"]["dependsOn"] == [{"name": job["metadata"]["name"]}]


def test_flux_waits_longer_than_a_rollout_may_take() -> None:
    plan = changed({"operations.gitops": "flux"})
    spec = objects(plan, "gitops/flux-kustomization.yaml")[-1]["spec"]

    assert spec["wait"] is True
    assert int(spec["timeout"].rstrip("s")) > 600


def test_flux_decrypts_what_sops_encrypted() -> None:
    chosen = {"operations.flux.decryptionSecret": "team-keys", "operations.gitPath": "apps"}
    plan = changed({"operations.gitops": "flux", "secrets.provider": "sops", **chosen})
    made = objects(plan, "gitops/flux-kustomization.yaml")
    secrets, overlay = made[0], made[-1]

    assert secrets["spec"]["path"] == f"./apps/{plan.name}-secrets/production"
    assert secrets["spec"]["decryption"] == {
        "provider": "sops",
        "secretRef": {"name": "team-keys"},
    }
    assert secrets["spec"]["prune"] is False
    needed = {other["name"] for step in made for other in step["spec"].get("dependsOn", [])}
    assert needed == {step["metadata"]["name"] for step in made if step is not overlay}


def test_argo_cd_applies_sealed_secrets_of_the_folder_beside_the_bundle() -> None:
    plan = changed({"operations.gitops": "argo-cd", "secrets.provider": "sealed-secrets"})
    (application,) = objects(plan, "gitops/argocd-application.yaml")

    paths = [source["path"] for source in application["spec"]["sources"]]

    assert paths[0] == f"{plan.name}-secrets/production"


def test_names_that_a_team_chose_are_in_the_controllers_objects() -> None:
    argo = {"operations.argoCd.namespace": "gitops", "operations.argoCd.project": "skillflaw"}
    flux = {"operations.flux.namespace": "gitops", "operations.flux.source": "platform"}
    (application,) = objects(
        changed({"operations.gitops": "argo-cd", **argo}), "gitops/argocd-application.yaml"
    )
    made = objects(changed({"operations.gitops": "flux", **flux}), "gitops/flux-kustomization.yaml")

    assert application["metadata"]["namespace"] == "gitops"
    assert application["spec"]["project"] == "skillflaw"
    for kustomization in made:
        assert kustomization["metadata"]["namespace"] == "gitops"
        assert kustomization["spec"]["sourceRef"]["name"] == "platform"


def test_without_gitops_there_is_no_controllers_file() -> None:
    assert not [f for f in operations(recommended()).files if f.path.startswith("gitops/")]


def test_an_exporter_has_an_account_of_its_own() -> None:
    names = [secret.name for secret in required(recommended())]

    assert names == ["skillflaw-database-monitoring", "skillflaw-cache-monitoring"]
    assert recommended().database.url_secret.name not in names


def test_stores_that_are_not_measured_have_no_exporter() -> None:
    assert not required(changed({"database.monitoring": False, "redis.monitoring": False}))
    assert not required(changed({"operations.alerts": "none"}))
    assert not required(changed({"database.mode": "cloudnative-pg", "redis.mode": "in-cluster"}))


def test_every_pod_refuses_links_and_tokens() -> None:
    files = [file.content for file in operations(recommended()).files]
    made = [manifest for content in files if isinstance(content, tuple) for manifest in content]
    pods = [
        manifest["spec"]["template"]["spec"]
        for manifest in made
        if "template" in manifest.get("spec", {})
    ]

    assert len(pods) == 3
    for pod in pods:
        assert pod["enableServiceLinks"] is False
        assert pod["automountServiceAccountToken"] is False
        assert pod["containers"][0]["securityContext"]["readOnlyRootFilesystem"] is True


def test_who_reads_the_logs_is_said_either_way() -> None:
    def kinds(plan: Plan) -> list[str]:
        return [note.kind for note in operations(plan).notes if "health.logs" in note.guide]

    assert kinds(changed({"operations.centralLogs": True})) == ["manual"]
    assert kinds(changed({"operations.centralLogs": False})) == ["limit"]


def test_a_release_that_was_not_load_tested_has_a_manual_task() -> None:
    def manual_tasks(tested: bool) -> int:
        notes = operations(changed({"operations.loadTested": tested})).notes
        return sum("operations.loadTested" in note.choices for note in notes)

    assert (manual_tasks(True), manual_tasks(False)) == (0, 1)


def test_an_exporter_checks_the_server_as_the_backend_does() -> None:
    made = objects(recommended(), "components/observability/postgres-exporter.yaml")
    pod = next(manifest for manifest in made if manifest["kind"] == "Deployment")["spec"][
        "template"
    ]["spec"]
    address = pod["containers"][0]["env"][0]["value"]

    assert address.endswith("?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt")
    assert pod["containers"][0]["volumeMounts"][1]["mountPath"] == "/run/secrets/database-ca"
    assert [volume["name"] for volume in pod["volumes"]] == ["account", "database-ca"]


def test_an_exporter_is_not_told_a_mode_that_its_driver_refuses() -> None:
    plan = changed({"database.sslMode": "prefer"})
    made = objects(plan, "components/observability/postgres-exporter.yaml")
    pod = next(manifest for manifest in made if manifest["kind"] == "Deployment")["spec"][
        "template"
    ]["spec"]

    assert pod["containers"][0]["env"][0]["value"].endswith("?sslmode=require")
