"""What differs between clusters, applied to a real kube-apiserver."""

from __future__ import annotations

import pytest

from generators.plan import recommended
from generators.plan import revised
from tests.changes.api_server import ApiServer
from tests.changes.api_server import placed
from tests.changes.day_two import objects_of
from tests.plans import CLUSTERS

pytestmark = pytest.mark.api_server


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
