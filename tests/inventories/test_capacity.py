"""What a plan takes from the cluster, counted by hand for plans that are easy to count."""

from __future__ import annotations

from typing import Any

import pytest

import generators
from generators.inventories.amounts import Amounts
from generators.inventories.amounts import amounts
from generators.inventories.gauges import Gauge
from tests.plans import OPERATOR
from tests.plans import POOLED
from tests.plans import REDIS
from tests.plans import branches

MI, GI = 1024**2, 1024**3


def inventory_of(changes: dict[str, Any] | None = None) -> generators.Inventory:
    plan = generators.revised(generators.recommended(), changes or {})
    return generators.inventory(generators.judge(plan))


def container(cpu: str, memory: str, **more: Any) -> dict[str, Any]:
    return {"resources": {"requests": {"cpu": cpu, "memory": memory}}, **more}


def test_containers_of_a_pod_are_added_up() -> None:
    pod = {"containers": [container("500m", "1Gi"), container("20m", "32Mi")]}

    assert amounts(pod, "requests") == Amounts(520, GI + 32 * MI)


def test_the_largest_init_container_counts_where_it_is_larger() -> None:
    pod = {
        "containers": [container("100m", "64Mi")],
        "initContainers": [container("10m", "256Mi"), container("50m", "16Mi")],
    }

    assert amounts(pod, "requests") == Amounts(100, 256 * MI)


def test_a_sidecar_runs_beside_containers_and_init_containers() -> None:
    sidecar = container("30m", "10Mi", restartPolicy="Always")
    pod = {
        "containers": [container("100m", "64Mi")],
        "initContainers": [sidecar, container("200m", "16Mi")],
    }

    assert amounts(pod, "requests") == Amounts(230, 74 * MI)


def test_a_container_without_a_limit_leaves_the_pod_without_one() -> None:
    assert amounts({"containers": [container("1", "1Gi")]}, "limits") == Amounts(None, None)


def test_an_autoscaler_counts_at_its_largest() -> None:
    counted = inventory_of({"scaling.backend.autoscaling.enabled": True})

    backend = counted.workloads[0]
    assert (backend.least, backend.most, backend.surge) == (2, 6, 1)
    assert backend.requested == Amounts(6000, 12 * GI)
    assert counted.most - counted.least == 4


def test_exporters_are_counted_too() -> None:
    counted = inventory_of()

    assert counted.most == 5
    assert counted.requested == Amounts(3 * 1000 + 2 * 10, 3 * 2 * GI + 2 * 32 * MI)


def test_each_instance_of_postgresql_has_the_sidecar_of_its_backups() -> None:
    counted = inventory_of(OPERATOR)

    (database,) = (part for part in counted.workloads if part.component == "database")
    assert (database.most, database.requests.cpu) == (3, 500 + 50)


def test_a_migration_job_needs_what_its_init_container_needs() -> None:
    (migration,) = (job for job in inventory_of().jobs if job.name == "skillflaw-migrate")

    assert migration.requests.memory is not None
    assert migration.requests.memory >= 2 * GI


def test_volumes_are_counted_by_instance() -> None:
    counted = inventory_of(OPERATOR)

    assert [volume.text for volume in counted.volumes] == ["10Gi", "3 × 20Gi"]
    assert counted.storage == 70 * GI


def test_an_existing_claim_has_no_known_size() -> None:
    changes = {"storage.mode": "existing-claim", "storage.claimName": "team-claim"}

    (volume,) = inventory_of(changes).volumes
    assert (volume.title, volume.text) == ("Existing claim team-claim", "size not known")


def gauges(changes: dict[str, Any]) -> dict[str, Gauge]:
    return {gauge.title: gauge for gauge in inventory_of(changes).connections}


def test_connections_count_those_of_other_clients() -> None:
    counted = gauges({"database.poolSize": 20, "database.maxOverflow": 30})

    assert counted["In normal operation"].value == 3 * 50 + 13
    assert counted["During a rollout"].value == 4 * 50 + 2 * 20 + 13


def test_no_pod_is_added_where_the_volume_takes_one_at_a_time() -> None:
    one = {"scaling.backend.replicas": 1, "storage.accessMode": "ReadWriteOnce"}

    assert [*gauges(one)] == ["In normal operation"]


def test_behind_a_pooler_both_its_sides_have_a_limit() -> None:
    counted = gauges(POOLED)

    assert counted["In normal operation"].limit == 2 * 400
    assert counted["PgBouncer to PostgreSQL"].value == 2 * 50 + 13


@pytest.mark.parametrize(
    ("limit", "state"), [(73, "near"), (72, "over"), (91, "near"), (92, "within")]
)
def test_a_gauge_is_near_its_limit_above_80_percent(limit: int, state: str) -> None:
    counted = gauges({"database.maxConnections": limit})

    assert counted["In normal operation"].value == 73
    assert counted["In normal operation"].state == state


def test_redis_has_a_gauge_where_both_sizes_are_known() -> None:
    gauge = inventory_of(REDIS).redis_memory

    assert gauge is not None
    assert gauge.text == "512Mi of 1Gi"
    assert inventory_of().redis_memory is None


@pytest.mark.parametrize("name", branches())
def test_every_plan_can_be_counted(name: str) -> None:
    counted = generators.inventory(generators.judge(branches()[name]))

    assert counted.most >= counted.least > 0
    assert counted.workloads[0].title == "Backend"
