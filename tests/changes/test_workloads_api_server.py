"""The choices of the workloads that differ between clusters, applied to a real kube-apiserver."""

from __future__ import annotations

from typing import Any

import pytest

from generators.changes.kustomize import rendered_objects
from generators.manifests.part import Manifest
from generators.plan import Plan
from tests.changes.api_server import ApiServer
from tests.changes.api_server import placed
from tests.changes.day_two import files_of
from tests.changes.day_two import objects_of
from tests.cluster_plans import cluster_plans

pytestmark = pytest.mark.api_server

PLANS = cluster_plans()


def kept(wanted: Any, live: Any) -> bool:
    """Tell whether the server kept everything that was applied; it only adds defaults."""
    if isinstance(wanted, dict):
        return isinstance(live, dict) and all(
            key in live and kept(value, live[key]) for key, value in wanted.items()
        )
    if isinstance(wanted, list | tuple):
        return len(wanted) == len(live) and all(map(kept, wanted, live))
    return bool(wanted == live)


def with_jobs(plan: Plan) -> list[Manifest]:
    """Render the objects of a plan's overlay and of each of its jobs."""
    files = files_of(plan)
    jobs = dict.fromkeys(path.rpartition("/")[0] for path in files if path.startswith("jobs/"))
    return [*objects_of(plan), *(entry for job in jobs for entry in rendered_objects(files, job))]


@pytest.mark.parametrize("name", PLANS)
def test_the_server_takes_every_object_and_keeps_what_the_plan_chose(
    server: ApiServer, name: str
) -> None:
    entries = placed(with_jobs(PLANS[name]), f"workloads-{name}")

    assert len(entries) > 10
    for entry in entries:
        live = server.apply(entry)
        template = entry.get("spec", {}).get("template", {}).get("spec")
        if template:
            chosen = {
                field: template[field]
                for field in ("nodeSelector", "tolerations", "imagePullSecrets")
                if field in template
            }
            assert kept(chosen, live["spec"]["template"]["spec"])
            assert kept(entry["spec"]["template"]["metadata"], live["spec"]["template"]["metadata"])
