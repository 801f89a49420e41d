"""The choices of the workloads that differ between clusters, in every object that they change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import generators
from cli import folder as bundle_folder
from generators.layout import laid_out
from generators.manifests.images import copies
from generators.manifests.part import ImagePin
from generators.manifests.secrets import required_secrets
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests import machine
from tests.admission import refusals
from tests.cluster_plans import cluster_plans

PLANS = cluster_plans()
EXISTING = ("PersistentVolumeClaim/team-claim", "ConfigMap/acme-ca")


def everything(plan: Plan, folder: Path) -> list[dict[str, Any]]:
    """Render the overlay of a plan and each of its jobs, and return all objects."""
    bundle_folder.write(generators.bundle(plan), folder)
    root = folder / plan.name
    return machine.rendered_together(root, f"overlays/{plan.release.environment}", "jobs")


@pytest.mark.usefixtures("kustomize_build")
@pytest.mark.parametrize("name", PLANS)
def test_an_api_server_takes_every_object(name: str, tmp_path: Path) -> None:
    objects = everything(PLANS[name], tmp_path)

    assert refusals(objects, "1.36", EXISTING) == []


def manifests(plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object and patch of a plan's files with the path of its file."""
    for file in laid_out(plan).files:
        if not isinstance(file.content, str):
            yield from ((file.path, manifest) for manifest in file.content)


def in_file(plan: Plan, ending: str) -> dict[str, Any]:
    """Give the first object of the file whose path has this ending."""
    return next(manifest for path, manifest in manifests(plan) if path.endswith(ending))


def pods(plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the specification of each pod in full, patches left out, by its file."""
    for path, manifest in manifests(plan):
        spec = manifest.get("spec", {})
        template = spec.get("jobTemplate", {}).get("spec", spec).get("template", {})
        if manifest.get("kind") in ("Deployment", "StatefulSet", "Job", "CronJob") and (
            "serviceAccountName" in template.get("spec", {})
        ):
            yield path, template["spec"]


def containers(plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each container and init container, those of patches included, by its file."""
    for path, manifest in manifests(plan):
        spec = manifest.get("spec", {})
        template = spec.get("jobTemplate", {}).get("spec", spec).get("template", {})
        pod = template.get("spec", {}) if isinstance(template, dict) else {}
        for group in ("containers", "initContainers"):
            for container in pod.get(group, ()):
                yield f"{path} {container['name']}", container


def test_a_key_of_a_secret_is_a_variable_and_a_whole_secret_never_replaces_a_setting() -> None:
    for ending in ("base/backend-deployment.yaml", "jobs/migrate/job.yaml"):
        pod = in_file(PLANS["outside"], ending)["spec"]["template"]["spec"]
        (backend,) = [
            container
            for container in (*pod["containers"], *pod.get("initContainers", ()))
            if container["name"] == "backend"
        ]
        variables = {entry["name"]: entry.get("valueFrom") for entry in backend["env"]}

        assert variables["OPENAI_API_KEY"] == {
            "secretKeyRef": {"name": "model-keys", "key": "openai"}
        }
        assert backend["envFrom"][0] == {"secretRef": {"name": "tool-tokens"}}
        assert "configMapRef" in backend["envFrom"][-1]


def test_volumes_are_mounted_and_a_claim_stays_with_the_backend() -> None:
    plan = PLANS["outside"]
    backend = in_file(plan, "base/backend-deployment.yaml")["spec"]["template"]["spec"]
    job = in_file(plan, "jobs/migrate/job.yaml")["spec"]["template"]["spec"]
    mounts = {mount["mountPath"]: mount for mount in backend["containers"][0]["volumeMounts"]}

    assert mounts["/etc/acme/ca"] == {
        "name": "acme-ca",
        "mountPath": "/etc/acme/ca",
        "readOnly": True,
    }
    assert mounts["/etc/google/key.json"]["subPath"] == "key.json"
    assert "readOnly" not in mounts["/srv/flows"]
    assert {"name": "flows", "persistentVolumeClaim": {"claimName": "team-claim"}} in (
        backend["volumes"]
    )
    assert [volume for volume in job["volumes"] if volume["name"] == "flows"] == [
        {"name": "flows", "emptyDir": {"sizeLimit": "64Mi"}}
    ]


def test_every_workload_runs_where_its_part_may_run() -> None:
    placed = {path: pod for path, pod in pods(PLANS["outside"]) if pod.get("nodeSelector")}

    assert len(placed) >= 5
    for pod in placed.values():
        assert pod["nodeSelector"] == {"node.acme.com/pool": "apps"}
        assert pod["tolerations"][1] == {
            "key": "spot",
            "operator": "Exists",
            "effect": "NoExecute",
            "tolerationSeconds": 60,
        }
    assert dict(pods(PLANS["outside"])).keys() == placed.keys()


@pytest.mark.parametrize("name", ["outside", "inside"])
def test_the_pull_secret_is_on_every_pod_and_job(name: str) -> None:
    for path, pod in pods(PLANS[name]):
        assert pod["imagePullSecrets"] == [{"name": "harbor-pull"}], path


def test_the_operators_pods_have_the_pull_secret_too() -> None:
    cluster = in_file(PLANS["operator"], "postgres-cloudnative-pg/cluster.yaml")
    pooler = in_file(PLANS["operator"], "postgres-pooler/pooler.yaml")

    assert cluster["spec"]["imagePullSecrets"] == [{"name": "harbor-pull"}]
    assert pooler["spec"]["template"]["spec"]["imagePullSecrets"] == [{"name": "harbor-pull"}]


@pytest.mark.parametrize("name", ["outside", "inside", "operator"])
def test_every_container_has_a_cpu_limit_where_a_quota_asks_for_one(name: str) -> None:
    for where, container in containers(PLANS[name]):
        if "resources" in container:
            assert container["resources"]["limits"].get("cpu"), where


def test_the_operators_containers_have_a_cpu_limit_too() -> None:
    plan = PLANS["operator"]
    cluster = in_file(plan, "postgres-cloudnative-pg/cluster.yaml")
    store = in_file(plan, "object-store.yaml")["spec"]["instanceSidecarConfiguration"]

    assert cluster["spec"]["resources"]["limits"]["cpu"] == "4"
    assert store["resources"]["limits"]["cpu"]


@pytest.mark.usefixtures("kustomize_build")
def test_no_image_comes_from_a_public_registry(tmp_path: Path) -> None:
    objects = everything(PLANS["outside"], tmp_path)

    images = {image for manifest in objects for image in _images(manifest)}

    assert len(images) >= 5
    assert all(image.startswith("harbor.acme.com/") for image in images), images
    assert any(image.startswith("harbor.acme.com/mirror/library/busybox:") for image in images)


def _images(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _images(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in ("image", "imageName") and isinstance(inner, str):
                yield inner
            yield from _images(inner)


def test_the_readme_lists_what_the_mirror_needs() -> None:
    readme = generators.bundle(PLANS["outside"]).file("README.md").text

    assert "`docker.io/library/busybox:" in readme
    assert "`harbor.acme.com/mirror/library/busybox:" in readme


def test_the_operators_image_comes_from_the_mirror_unless_the_plan_names_one() -> None:
    mirrored = revised(PLANS["operator"], {"database.image": ""})
    named = in_file(PLANS["operator"], "postgres-cloudnative-pg/cluster.yaml")
    other = in_file(mirrored, "postgres-cloudnative-pg/cluster.yaml")

    assert named["spec"]["imageName"].startswith("ghcr.io/cloudnative-pg/postgis:17-3.6")
    assert other["spec"]["imageName"].startswith(
        "harbor.acme.com/mirror/cloudnative-pg/postgresql:17"
    )


def test_annotations_and_labels_stand_on_the_pods_and_never_replace_our_own() -> None:
    plan = revised(
        PLANS["outside"], {"operations.podLabels": {"app.kubernetes.io/name": "x", "team": "y"}}
    )
    for ending in ("base/backend-deployment.yaml", "frontend/deployment.yaml"):
        metadata = in_file(plan, ending)["spec"]["template"]["metadata"]

        assert metadata["annotations"] == {"vault.hashicorp.com/agent-inject": "true"}
        assert metadata["labels"]["team"] == "y"
        assert metadata["labels"]["app.kubernetes.io/name"] == "skillflaw"


def test_only_the_backends_account_has_an_identity() -> None:
    accounts = {
        manifest["metadata"]["name"]: manifest["metadata"].get("annotations")
        for _, manifest in manifests(PLANS["outside"])
        if manifest.get("kind") == "ServiceAccount"
    }

    assert accounts.pop("skillflaw-backend") == dict(
        PLANS["outside"].operations.service_account_annotations
    )
    assert set(accounts.values()) == {None}


def test_a_secret_in_parts_gives_libpq_the_password_as_it_is() -> None:
    patch = in_file(PLANS["outside"], "postgres-external/backend.yaml")
    (backend,) = patch["spec"]["template"]["spec"]["containers"]
    variables = {entry["name"]: entry for entry in backend["env"]}
    url = variables["SKILLFLAW_DATABASE_URL"]["value"]

    assert list(variables)[:2] == ["PGUSER", "PGPASSWORD"]
    assert variables["PGPASSWORD"]["valueFrom"]["secretKeyRef"] == {
        "name": "skillflaw-role",
        "key": "secret-word",
    }
    assert url.startswith("postgresql://$(PGUSER)@")
    assert "PASSWORD@" not in url
    assert "sslmode=verify-full" in url


def test_a_private_ca_of_redis_reaches_the_backend_and_the_exporter() -> None:
    plan = PLANS["outside"]
    pod = in_file(plan, "redis-external/backend.yaml")["spec"]["template"]["spec"]
    exporter = next(
        container for where, container in containers(plan) if "redis-exporter.yaml" in where
    )
    (secret,) = [s for s in required_secrets(plan) if s.name == "skillflaw-cache"]

    assert pod["volumes"][0]["secret"]["items"] == [{"key": "ca.pem", "path": "ca.crt"}]
    assert pod["containers"][0]["volumeMounts"][0]["mountPath"] == "/run/secrets/redis-ca"
    assert "?ssl_ca_certs=/run/secrets/redis-ca/ca.crt" in secret.entries[0].template
    assert {"name": "REDIS_EXPORTER_TLS_CA_CERT_FILE", "value": "/run/secrets/redis-ca/ca.crt"} in (
        exporter["env"]
    )


def test_the_size_of_the_database_is_the_plans_and_its_buffers_follow() -> None:
    cluster = in_file(PLANS["operator"], "postgres-cloudnative-pg/cluster.yaml")["spec"]

    assert cluster["resources"]["requests"]["memory"] == "8Gi"
    assert cluster["resources"]["requests"]["cpu"] == "2"
    assert cluster["postgresql"]["parameters"]["shared_buffers"] == "2048MB"


def test_backups_go_to_the_endpoint_and_its_port_is_open() -> None:
    plan = PLANS["operator"]
    store = in_file(plan, "object-store.yaml")["spec"]
    rules = in_file(plan, "network-policies/database.yaml")["spec"]["egress"]

    assert store["configuration"]["endpointURL"] == "https://minio.storage.svc:9000"
    assert store["instanceSidecarConfiguration"]["env"] == [
        {"name": "AWS_DEFAULT_REGION", "value": "eu-central-1"}
    ]
    assert any(
        rule["ports"] == [{"protocol": "TCP", "port": 9000}] and "namespaceSelector" in str(rule)
        for rule in rules
    )


def test_backups_with_an_identity_need_no_secret() -> None:
    plan = PLANS["identity"]
    store = in_file(plan, "object-store.yaml")["spec"]["configuration"]
    cluster = in_file(plan, "postgres-cloudnative-pg/cluster.yaml")["spec"]

    assert store["s3Credentials"] == {"inheritFromIAMRole": True}
    assert "postgres-backup" not in {secret.name for secret in required_secrets(plan)}
    assert cluster["serviceAccountTemplate"]["metadata"]["annotations"]
    assert cluster["inheritedMetadata"]["labels"]["azure.workload.identity/use"] == "true"


def test_a_google_identity_reaches_the_metadata_server_and_no_other_link_local_address() -> None:
    annotations = {"iam.gke.io/gcp-service-account": "app@acme.iam.gserviceaccount.com"}
    plan = revised(PLANS["identity"], {"operations.serviceAccountAnnotations": annotations})
    rules = in_file(plan, "network-policies/backend.yaml")["spec"]["egress"]

    opened = {
        peer["ipBlock"]["cidr"]: [port["port"] for port in rule["ports"]]
        for rule in rules
        for peer in rule["to"]
        if peer.get("ipBlock", {}).get("cidr", "").startswith("169.254")
    }

    assert opened == {"169.254.169.252/32": [987, 988], "169.254.169.254/32": [80, 8080]}


def test_an_external_secret_reads_a_whole_entry_where_the_keys_are_not_known() -> None:
    plan = PLANS["external-secrets"]
    whole = in_file(plan, "secrets-external-secrets/tool-tokens.yaml")["spec"]
    named = in_file(plan, "secrets-external-secrets/model-keys.yaml")["spec"]

    assert whole["dataFrom"] == [{"extract": {"key": "platform/tool-tokens"}}]
    assert "data" not in whole
    assert [source["secretKey"] for source in named["data"]] == ["openai", "anthropic"]


def test_a_plan_that_needs_none_of_this_has_none_of_it() -> None:
    for path, manifest in manifests(recommended()):
        text = str(manifest)
        for word in ("nodeSelector", "tolerations", "PGPASSWORD", "redis-ca", "secretRef"):
            assert word not in text, path


def test_the_mirror_needs_no_copy_of_an_image_that_the_plan_names() -> None:
    plan = PLANS["inside"]

    assert copies(plan, laid_out(plan).whole.images)
    assert all("library/postgres" not in source for source, _ in copies(plan, _pins(plan)))


def _pins(plan: Plan) -> tuple[ImagePin, ...]:
    return laid_out(plan).whole.images


def test_credentials_of_the_operator_stay_its_own_whatever_an_external_secret_would_hold() -> None:
    plan = revised(PLANS["identity"], {"database.urlSecret.parts": True})

    names = [secret.name for secret in required_secrets(plan)]

    assert "postgres-app" in names
    assert "skillflaw-database" not in names
