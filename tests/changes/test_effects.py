"""What applying a change does to pods, data and what is left behind."""

from __future__ import annotations

from typing import Any

import pytest

from generators.changes import AppliedChanges
from generators.changes import Kind
from generators.changes import as_markdown
from generators.changes import bundle_changes
from generators.changes import object_changes
from generators.plan import revised
from tests.changes.day_two import files_of
from tests.changes.pairs import DEPLOYMENT
from tests.changes.pairs import JOB
from tests.changes.pairs import with_value
from tests.plans import REDIS
from tests.plans import WEB
from tests.plans import branches

BLOCKS = {"storage.accessMode": "ReadWriteOnce", "scaling.backend.replicas": 1}
TAG = {"release.backend.tag": "1.9.0"}


def changed(
    branch: str, changes: dict[str, Any], start: dict[str, Any] | None = None
) -> AppliedChanges:
    """Say what applying a changed plan does."""
    before = revised(branches()[branch], start or {})
    after = revised(before, changes)
    (environment,) = bundle_changes(files_of(before), files_of(after))
    return environment


def told(changes: AppliedChanges, kind: Kind) -> dict[str, str]:
    """Map each object with a consequence of a kind to what is said of it."""
    return {
        f"{row.kind}/{row.name}": f"{consequence.text} {consequence.instead}".strip()
        for row, consequence in changes.of(kind)
    }


def test_the_same_plan_changes_nothing() -> None:
    same = changed("api-managed", {})

    assert not same
    assert "changes nothing in the cluster" in as_markdown([same])


def test_a_new_image_replaces_the_pods_one_after_the_other() -> None:
    restarts = told(changed("api-managed", TAG), Kind.RESTARTS)

    assert restarts.keys() == {"Deployment/skillflaw-backend"}
    assert "3 pods are replaced" in restarts["Deployment/skillflaw-backend"]


def test_recreate_is_an_outage_with_its_length() -> None:
    outage = told(changed("one-replica", TAG), Kind.OUTAGE)

    assert "strategy Recreate" in outage["Deployment/skillflaw-backend"]


@pytest.mark.parametrize(
    ("hook", "sentence"),
    [
        ({"sleep": {"seconds": 77}}, "a fixed wait of 77 s"),
        ({"exec": {"command": ["sleep", "77"]}}, "a fixed wait of 77 s"),
        ({"exec": {"command": ["sh", "-c", "drain"]}}, "hook has ended, within 400 s"),
    ],
)
def test_the_price_of_a_stop_is_read_from_the_pods_that_stop(
    hook: dict[str, Any], sentence: str
) -> None:
    pod = "spec.template.spec"
    before = with_value(DEPLOYMENT, f"{pod}.terminationGracePeriodSeconds", 400)
    before = with_value(before, f"{pod}.containers.0.lifecycle", {"preStop": hook})

    (row,) = object_changes([before], [with_value(before, f"{pod}.containers.0.image", "y")])

    assert sentence in row.consequences[0].text


def test_a_changed_setting_restarts_the_backend_and_leaves_the_old_settings() -> None:
    changes = changed("api-managed", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "debug"}})

    assert told(changes, Kind.RESTARTS).keys() == {"Deployment/skillflaw-backend"}
    (left,) = told(changes, Kind.LEFT).values()
    assert "a rollback needs it" in left


def test_a_cache_without_a_volume_is_lost_when_its_pod_restarts() -> None:
    changes = changed("redis-in-cluster", {"redis.memoryLimit": "2Gi"})

    assert "/data" in told(changes, Kind.DATA)["StatefulSet/cache"]
    assert "StatefulSet/cache" in told(changes, Kind.OUTAGE)


def test_a_cache_on_a_volume_keeps_what_it_holds() -> None:
    changes = changed("redis-aof", {"redis.memoryLimit": "2Gi"})

    assert told(changes, Kind.DATA) == {}


def test_another_claim_leaves_the_files_behind() -> None:
    existing = {"storage.mode": "existing-claim", "storage.claimName": "team-claim"}
    changes = changed("api-managed", existing)

    assert "skillflaw-state" in told(changes, Kind.DATA)["Deployment/skillflaw-backend"]
    assert "PersistentVolumeClaim/skillflaw-state" in told(changes, Kind.LEFT)
    assert not any("skillflaw-state" in command for command in changes.delete_commands)


def test_the_autoscaler_scales_what_runs_to_one_pod_where_the_field_is_dropped() -> None:
    three = with_value(DEPLOYMENT, "spec.replicas", 3)
    scaler = {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "x", "namespace": "default"},
        "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "x"}},
    }

    rows = object_changes([three], [DEPLOYMENT, scaler])

    (scaled,) = [c for row in rows for c in row.consequences if c.kind is Kind.SCALES]
    assert "from 3 pods to 1 at once until the autoscaler" in scaled.text
    assert '"replicas":3' in scaled.commands[0]


def test_an_autoscaler_on_one_pod_scales_nothing_down() -> None:
    one = with_value(DEPLOYMENT, "spec.replicas", 1)

    (row,) = object_changes([one], [DEPLOYMENT])

    assert row.consequences == ()


def test_a_part_that_is_turned_off_is_listed_with_the_command_that_deletes_it() -> None:
    changes = changed("redis-in-cluster", {"redis.mode": "external", "redis.host": "c.acme.net"})

    assert "StatefulSet/cache" in told(changes, Kind.LEFT)
    assert "kubectl -n skillflaw delete statefulset cache" in changes.delete_commands
    assert "kubectl -n skillflaw delete networkpolicy cache" in changes.delete_commands


def test_a_custom_kind_is_deleted_by_its_full_name() -> None:
    changes = changed("api-managed", {"operations.alerts": "none"})

    commands = " ".join(changes.delete_commands)

    assert "delete prometheusrule.monitoring.coreos.com skillflaw" in commands


def test_a_secret_that_pods_need_for_the_first_time_is_asked_for() -> None:
    changes = changed("api-managed", {"secrets.superuser.name": "team-superuser"})

    assert "team-superuser" in told(changes, Kind.NEEDS)["Deployment/skillflaw-backend"]


def test_a_secret_that_an_operator_makes_is_not_asked_for() -> None:
    changes = changed("external-secrets", {"secrets.superuser.name": "team-superuser"})

    assert told(changes, Kind.NEEDS) == {}


def test_a_hostname_that_goes_is_named() -> None:
    changes = changed("traefik", {"ingress.hosts.api": "api2.skillflaw.acme.com"})

    assert any("api.skillflaw" in text for text in told(changes, Kind.TAKES_EFFECT).values())


def test_another_namespace_is_another_installation() -> None:
    changes = changed("api-managed", {"release.namespace": "two"})

    assert changes.namespaces == ("skillflaw", "two")
    assert "goes on running" in as_markdown([changes])
    assert not any("delete namespace" in command for command in changes.delete_commands)


def test_a_new_part_restarts_nothing_that_runs() -> None:
    text = as_markdown([changed("api-managed", WEB)])

    assert "Refused" not in text


def test_the_worst_comes_first() -> None:
    changes = changed("redis-in-cluster", {"redis.persistence": "aof", "redis.maxMemory": "256Mi"})

    assert changes.kinds[0] is Kind.REFUSED
    assert changes.objects[0].name == "cache"
    text = as_markdown([changes])
    assert text.index("Refused by the API server") < text.index("Needs a maintenance window")


def test_a_job_is_run_again_by_deleting_it() -> None:
    (row,) = object_changes([JOB], [with_value(JOB, "spec.template.spec.containers.0.image", "y")])

    assert row.refused
    assert row.consequences[0].commands == ("kubectl -n default delete job x",)


def test_environments_are_told_apart() -> None:
    before, after = (
        files_of(revised(branches()["api-managed"], {"release.environment": name} | tag))
        for name, tag in (("staging", {}), ("production", TAG))
    )

    changes = bundle_changes(before, after)

    assert [row.environment for row in changes] == ["staging", "production"]
    assert not any(row.shared for row in changes)


def test_a_cluster_of_the_operator_says_what_the_operator_does() -> None:
    changes = changed("cloudnative-pg", {"database.instances": 2})

    assert "from 3 to 2 instances" in told(changes, Kind.SCALES)["Cluster/postgres"]


def test_a_cluster_of_the_operator_does_not_shrink() -> None:
    changes = changed("cloudnative-pg", {"database.size": "10Gi"}, {"database.size": "20Gi"})

    assert "shrinks no volume" in told(changes, Kind.REFUSED)["Cluster/postgres"]


def test_redis_that_is_added_is_no_outage() -> None:
    changes = changed("api-managed", REDIS)

    assert told(changes, Kind.OUTAGE) == {}
