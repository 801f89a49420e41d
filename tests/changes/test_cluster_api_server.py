"""What differs between clusters, applied to a real kube-apiserver."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

import pytest

from generators.manifests.part import Manifest
from generators.plan import recommended
from generators.plan import revised
from tests.changes.api_server import ApiServer
from tests.changes.api_server import programs
from tests.changes.api_server import running
from tests.changes.day_two import objects_of
from tests.plans import CLUSTERS

pytestmark = pytest.mark.skipif(
    programs() is None,
    reason="needs kube-apiserver and etcd: name them in KUBE_APISERVER and ETCD",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """Run an API server for the tests of this file."""
    with running(tmp_path_factory.mktemp("server")) as api:
        yield api


def placed(entries: Iterable[Manifest], namespace: str) -> list[Manifest]:
    """Put the objects of Kubernetes' own groups into a namespace, itself first."""
    own = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}}]
    for entry in entries:
        group = entry["apiVersion"].rpartition("/")[0]
        builtin = "." not in group or group.endswith(".k8s.io")
        if builtin and "gateway" not in group and entry["kind"] != "Namespace":
            own.append({**entry, "metadata": {**entry["metadata"], "namespace": namespace}})
    return own


@pytest.mark.parametrize("name", CLUSTERS)
def test_the_server_takes_every_object_as_it_is(server: ApiServer, name: str) -> None:
    entries = placed(objects_of(revised(recommended(), CLUSTERS[name])), f"cluster-{name}")

    assert len(entries) > 10
    for entry in entries:
        live = server.apply(entry)
        if entry["kind"] == "NetworkPolicy":
            assert live["spec"] == entry["spec"]
        if entry["kind"] == "Service" and "ipFamilyPolicy" in entry["spec"]:
            assert live["spec"]["ipFamilyPolicy"] == entry["spec"]["ipFamilyPolicy"]
