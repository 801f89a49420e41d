from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.part import Patch
from generators.manifests.topology import topology
from generators.manifests.topology.backend import progress_seconds
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.plans import branches

WEB = {"topology.pattern": "full-web"}
DOCS = {"topology.docs": True}
BASE = {
    "base/backend-serviceaccount.yaml",
    "base/backend-deployment.yaml",
    "base/backend-service.yaml",
}


def plan_with(changes: dict[str, Any]) -> Plan:
    return revised(recommended(), changes)


def made(changes: dict[str, Any]) -> dict[str, Any]:
    return {file.path: file.content[0] for file in topology(plan_with(changes)).files}


def pod(changes: dict[str, Any], path: str = "base/backend-deployment.yaml") -> Any:
    return made(changes)[path]["spec"]["template"]["spec"]


def container(changes: dict[str, Any], path: str = "base/backend-deployment.yaml") -> Any:
    return pod(changes, path)["containers"][0]


def settings(changes: dict[str, Any]) -> dict[str, str]:
    return dict(topology(plan_with(changes)).settings)


@pytest.mark.parametrize(
    ("changes", "components"),
    [({}, set()), (WEB, {"frontend"}), (DOCS, {"docs"}), (WEB | DOCS, {"frontend", "docs"})],
)
def test_only_the_parts_of_the_pattern_are_made(
    changes: dict[str, Any], components: set[str]
) -> None:
    paths = set(made({**changes, "operations.readOnlyRootFilesystem": False}))

    assert {path for path in paths if path.startswith("base/")} == BASE
    assert {path.split("/")[1] for path in paths - BASE} == components


@pytest.mark.parametrize("plan", branches().values(), ids=branches())
def test_every_pod_is_closed_to_the_api_server_and_to_its_neighbours(plan: Plan) -> None:
    for file in topology(plan).files:
        manifest: Any = file.content[0]
        if manifest["kind"] != "Deployment" or isinstance(file, Patch):
            continue
        spec = manifest["spec"]["template"]["spec"]

        assert spec["serviceAccountName"] == manifest["metadata"]["name"]
        assert spec["automountServiceAccountToken"] is False
        assert spec["enableServiceLinks"] is False
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["containers"][0]["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert "command" not in spec["containers"][0]


def test_no_workload_has_a_replica_count_or_a_tag_in_the_base() -> None:
    for path, manifest in made(WEB | DOCS).items():
        if manifest["kind"] == "Deployment" and "readonly" not in path:
            image = manifest["spec"]["template"]["spec"]["containers"][0]["image"]

            assert "replicas" not in manifest["spec"]
            assert image.endswith(":pin-me-in-the-overlay")


@pytest.mark.parametrize(("flow", "drain"), [(1, 13), (300, 300), (3600, 3600)])
def test_a_fixed_drain_is_the_longest_flow(flow: int, drain: int) -> None:
    spec = pod({"scaling.backend.longestFlowSeconds": flow, "scaling.backend.drain": "sleep"})

    assert spec["containers"][0]["lifecycle"] == {"preStop": {"sleep": {"seconds": drain}}}
    assert spec["terminationGracePeriodSeconds"] == drain + 45


def test_a_cluster_without_the_sleep_action_runs_sleep() -> None:
    fixed = {"scaling.backend.drain": "sleep"}
    before = container({**fixed, "release.kubernetes": "1.29"})["lifecycle"]
    since = container({**fixed, "release.kubernetes": "1.30"})["lifecycle"]

    assert before == {"preStop": {"exec": {"command": ["sleep", "300"]}}}
    assert since == {"preStop": {"sleep": {"seconds": 300}}}


def test_liveness_never_looks_at_a_dependency() -> None:
    probed = container({"operations.readinessPath": "/health_check"})

    assert probed["readinessProbe"]["httpGet"]["path"] == "/health_check"
    assert probed["livenessProbe"]["httpGet"]["path"] == "/health"
    assert probed["startupProbe"]["httpGet"]["path"] == "/health"


def test_a_start_may_take_five_minutes_and_a_hung_pod_is_not_drained() -> None:
    start = container({})["startupProbe"]

    assert start["periodSeconds"] * start["failureThreshold"] >= 300
    assert start["terminationGracePeriodSeconds"] == 30
    assert container({})["livenessProbe"]["terminationGracePeriodSeconds"] == 30


@pytest.mark.parametrize("access", ["ReadWriteOnce", "ReadWriteOncePod"])
def test_a_volume_for_one_node_is_let_go_before_the_next_pod_starts(access: str) -> None:
    changes = {"storage.accessMode": access, "scaling.backend.replicas": 1}
    spec = made(changes)["base/backend-deployment.yaml"]["spec"]

    assert spec["strategy"] == {"type": "Recreate"}
    assert progress_seconds(plan_with(changes)) == 345 + progress_seconds(recommended())


def test_a_shared_volume_lets_the_next_pod_start_first() -> None:
    spec = made({})["base/backend-deployment.yaml"]["spec"]

    assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}


def test_the_key_is_a_read_only_file_outside_the_state_directory() -> None:
    changes = {"secrets.keyFile.mountPath": "/run/key", "secrets.keyFile.key": "fernet"}
    volumes = {volume["name"]: volume for volume in pod(changes)["volumes"]}
    mounts = {mount["name"]: mount for mount in container(changes)["volumeMounts"]}

    assert settings(changes)["SKILLFLAW_SECRET_KEY_FILE"] == "/run/key/fernet"
    assert volumes["secret-key"]["secret"]["defaultMode"] == 0o440
    assert mounts["secret-key"] == {
        "name": "secret-key",
        "mountPath": "/run/key",
        "readOnly": True,
    }


def test_the_first_account_comes_from_its_secret() -> None:
    entries = container({"secrets.superuser.name": "root-account"})["env"]

    assert [entry["name"] for entry in entries] == [
        "SKILLFLAW_SUPERUSER",
        "SKILLFLAW_SUPERUSER_PASSWORD",
    ]
    assert {e["valueFrom"]["secretKeyRef"]["name"] for e in entries} == {"root-account"}


@pytest.mark.parametrize(("upload", "tmp", "limit"), [(100, "1Gi", "3Gi"), (512, "2Gi", "4Gi")])
def test_scratch_space_is_bounded_and_holds_the_largest_uploads(
    upload: int, tmp: str, limit: str
) -> None:
    changes = {"scaling.backend.maxUploadMb": upload}
    volumes = {volume["name"]: volume for volume in pod(changes)["volumes"]}

    assert volumes["tmp"]["emptyDir"]["sizeLimit"] == tmp
    assert container(changes)["resources"]["limits"]["ephemeral-storage"] == limit


def test_a_closed_root_leaves_exactly_the_writable_paths_open_each_once() -> None:
    paths = ["/app/data", "/tmp", "/app/db", "/app/data", "/var/lib/skillflaw"]  # noqa: S108 - the pod's
    patch = made({"operations.writablePaths": paths})["components/readonly-rootfs/backend.yaml"]
    closed = patch["spec"]["template"]["spec"]["containers"][0]

    assert closed["securityContext"] == {"readOnlyRootFilesystem": True}
    assert [mount["mountPath"] for mount in closed["volumeMounts"]] == ["/app/data", "/app/db"]


def test_a_closed_root_without_writable_paths_needs_no_volume() -> None:
    patch = made({"operations.writablePaths": []})["components/readonly-rootfs/backend.yaml"]

    assert "volumes" not in patch["spec"]["template"]["spec"]


def test_the_frontend_reaches_the_backend_without_a_path_and_is_probed_without_it() -> None:
    front = container({**WEB, "release.frontend.port": 9000}, "components/frontend/deployment.yaml")

    assert {entry["name"]: entry["value"] for entry in front["env"]} == {
        "BACKEND_URL": "http://skillflaw-backend:7860",
        "FRONTEND_PORT": "9000",
        "SKILLFLAW_MAX_FILE_SIZE_UPLOAD": "100",
    }
    assert front["ports"][0]["containerPort"] == 9000
    assert front["livenessProbe"]["httpGet"]["path"] == "/"


def test_an_audience_is_said_on_the_service_that_it_uses() -> None:
    services = made({**WEB, "topology.audience.ui": 'yes: "#1"', "topology.audience.api": ""})
    front = services["components/frontend/service.yaml"]["metadata"]

    assert front["annotations"] == {"kubernetes.io/description": 'yes: "#1"'}
    assert "annotations" not in services["base/backend-service.yaml"]["metadata"]


def test_the_registry_s_secret_is_named_only_where_there_is_one() -> None:
    assert pod({"release.imagePullSecret": "ghcr"})["imagePullSecrets"] == [{"name": "ghcr"}]
    assert "imagePullSecrets" not in pod({})


def test_a_plan_full_of_blanks_still_has_its_workloads() -> None:
    bare = Plan.model_validate(
        {
            "apiVersion": "skillflaw-configurator/v1",
            "kind": "DeploymentPlan",
            "metadata": {"name": "bare"},
        }
    )

    assert {file.path for file in topology(bare).files} >= BASE
