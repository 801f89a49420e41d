"""`deploy/` applied to a real kube-apiserver, in every combination of components that it offers.

No controllers run, so the pods are made here from the templates, in a namespace that admits
restricted pods only.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.admission import custom
from tests.changes.api_server import MANAGER
from tests.changes.api_server import ApiServer
from tests.changes.api_server import Refused
from tests.deploy.test_overlays import KINDS
from tests.machine import rendered
from tests.source import TOP

pytestmark = [pytest.mark.api_server, pytest.mark.definitions]

Manifest = dict[str, Any]

ENFORCED = "pod-security.kubernetes.io/enforce"
CUSTOM = ("external-secrets.io", "gateway.networking.k8s.io", "monitoring.coreos.com")
WAYS_IN = ("ingress", "gateway-api")
OVERLAYS = ("single", "scaled")
COMBINATIONS = list(product(OVERLAYS, WAYS_IN, (False, True), (False, True)))
SECONDS = 30
DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"


@pytest.fixture(scope="module")
def cluster(server: ApiServer) -> ApiServer:
    """Return a server that knows the custom resources of the components."""
    for path in sorted(custom.SHELF.iterdir()):
        if path.name.startswith(CUSTOM):
            definition = yaml.safe_load(path.read_text())
            # As it is: an older server drops what it does not know of a definition.
            server.call("POST", DEFINITIONS, definition)
            _wait_for(server, definition)
    return server


def _wait_for(server: ApiServer, definition: Manifest) -> None:
    """Wait until the server serves a custom resource."""
    end = time.monotonic() + SECONDS
    name = definition["metadata"]["name"]
    while time.monotonic() < end:
        conditions = server.call("GET", f"{DEFINITIONS}/{name}").get("status", {}).get("conditions")
        if any(c["type"] == "Established" and c["status"] == "True" for c in conditions or ()):
            return
        time.sleep(0.1)
    raise AssertionError(f"{name} is not served.")


def combination(
    folder: Path, overlay: str, way_in: str, *, secrets: bool, monitoring: bool
) -> list[Manifest]:
    """Render an overlay whose list of components was changed as its README offers."""
    shutil.copytree(TOP / "deploy", folder / "deploy")
    path = folder / "deploy/overlays" / overlay / "kustomization.yaml"
    kustomization = yaml.safe_load(path.read_text())
    chosen = {"external-secrets": secrets, "monitoring": monitoring}
    swapped = (*WAYS_IN, *chosen)
    names = [name.rpartition("/")[2] for name in kustomization["components"]]
    names = [name for name in names if name not in swapped]
    names += [way_in, *(name for name, wanted in chosen.items() if wanted)]
    kustomization["components"] = [f"../../components/{name}" for name in names]
    path.write_text(yaml.safe_dump(kustomization))
    return rendered(path.parent)


def placed(objects: list[Manifest], namespace: str) -> Iterator[Manifest]:
    """Yield the objects in a namespace of their own, itself first."""
    for manifest in sorted(objects, key=lambda manifest: manifest["kind"] != "Namespace"):
        metadata = manifest["metadata"]
        field = "name" if manifest["kind"] == "Namespace" else "namespace"
        yield {**manifest, "metadata": {**metadata, field: namespace}}


def apply(server: ApiServer, manifest: Manifest) -> Manifest:
    """Apply an object; a field that the server does not know is refused, not dropped."""
    query = f"fieldManager={MANAGER}&fieldValidation=Strict"
    path = f"{server.path(manifest)}?{query}"
    return server.call("PATCH", path, manifest, "application/apply-patch+yaml")


def pod_of(manifest: Manifest) -> Manifest:
    """Return the pod that a controller makes of a Deployment or a CronJob."""
    spec = manifest["spec"]
    template = spec.get("jobTemplate", {"spec": spec})["spec"]["template"]
    metadata = {**template["metadata"], "generateName": f"{manifest['metadata']['name']}-"}
    return {**template, "apiVersion": "v1", "kind": "Pod", "metadata": metadata}


def make(server: ApiServer, pod: Manifest, namespace: str) -> Manifest:
    """Create a pod as a controller does."""
    path = f"/api/v1/namespaces/{namespace}/pods?fieldValidation=Strict"
    return server.call("POST", path, pod)


@pytest.mark.parametrize(("overlay", "way_in", "secrets", "monitoring"), COMBINATIONS)
def test_the_server_takes_every_object_and_admits_the_pods_as_restricted(
    cluster: ApiServer, tmp_path: Path, overlay: str, way_in: str, secrets: bool, monitoring: bool
) -> None:
    objects = combination(tmp_path, overlay, way_in, secrets=secrets, monitoring=monitoring)
    namespace = f"{overlay}-{way_in}-{secrets:d}{monitoring:d}"

    live = [apply(cluster, manifest) for manifest in placed(objects, namespace)]

    assert live[0]["metadata"]["labels"][ENFORCED] == "restricted"
    workloads = [manifest for manifest in objects if manifest["kind"] in KINDS]
    assert len(workloads) == (2 if overlay == "scaled" else 1)
    for manifest in workloads:
        made = make(cluster, pod_of(manifest), namespace)
        assert made["metadata"]["name"].startswith(manifest["metadata"]["name"])


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_server_takes_an_overlay_as_it_stands(cluster: ApiServer, overlay: str) -> None:
    for manifest in placed(rendered(TOP / "deploy/overlays" / overlay), f"as-it-stands-{overlay}"):
        apply(cluster, manifest)


def test_a_pod_that_is_not_restricted_is_refused_there(cluster: ApiServer) -> None:
    objects = list(placed(rendered(TOP / "deploy/overlays/single"), "not-restricted"))
    for manifest in objects:
        apply(cluster, manifest)
    (web,) = (manifest for manifest in objects if manifest["kind"] == "Deployment")
    pod = pod_of(web)
    pod["spec"]["containers"][0]["securityContext"]["allowPrivilegeEscalation"] = True

    with pytest.raises(Refused, match="violates PodSecurity"):
        make(cluster, pod, "not-restricted")
