"""Redis: how the backend reaches it, and what the bundle runs of it."""

from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.part import Part
from generators.manifests.redis import redis
from generators.manifests.redis import required
from generators.plan import Plan
from generators.plan import recommended
from generators.plan import revised
from tests.plans import REDIS


def in_cluster(**changes: Any) -> Plan:
    """Return a plan with Redis in the cluster; `maxMemory` for `redis.maxMemory`."""
    return revised(
        recommended(), REDIS | {f"redis.{name}": value for name, value in changes.items()}
    )


def configuration(plan: Plan) -> list[str]:
    """Return the lines of redis.conf that say something."""
    text = redis(plan).config_maps[0].files["redis.conf"]
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def stateful_set(part: Part) -> Any:
    """Return the specification of the one StatefulSet."""
    every = [
        manifest
        for file in part.files
        if isinstance(file.content, tuple)
        for manifest in file.content
    ]
    return next(manifest["spec"] for manifest in every if manifest["kind"] == "StatefulSet")


def test_the_backend_reads_one_url_from_a_secret() -> None:
    (patch,) = redis(recommended()).files
    assert isinstance(patch.content, tuple)
    (container,) = patch.content[0]["spec"]["template"]["spec"]["containers"]

    assert [variable["name"] for variable in container["env"]] == ["SKILLFLAW_REDIS_URL"]
    assert container["env"][0]["valueFrom"]["secretKeyRef"]["name"] == "skillflaw-cache"


def test_the_shape_of_the_url_carries_tls_and_the_database_number() -> None:
    shape = (
        required(revised(recommended(), {"redis.tls": True, "redis.db": 3}))[0].entries[0].template
    )

    assert shape == f"rediss://USER:PASSWORD@{recommended().redis.host}:6379/3"


def test_the_settings_name_the_cache_and_how_long_an_entry_lives() -> None:
    settings = redis(revised(recommended(), {"redis.ttlSeconds": 60})).settings

    assert settings == {"SKILLFLAW_CACHE_TYPE": "redis", "SKILLFLAW_REDIS_CACHE_EXPIRE": "60"}


def test_without_redis_each_process_caches_for_itself_and_nothing_is_made() -> None:
    plan = revised(recommended(), {"redis.mode": "none"})

    assert redis(plan).settings == {"SKILLFLAW_CACHE_TYPE": "async"}
    assert not redis(plan).files
    assert not required(plan)


def test_memory_is_bounded_in_bytes_below_the_container() -> None:
    assert "maxmemory 268435456" in configuration(in_cluster(maxMemory="256Mi"))


def test_a_plan_that_is_silent_gets_half_of_the_container() -> None:
    lines = configuration(in_cluster(maxMemory="", memoryLimit="2Gi", evictionPolicy=""))

    assert {"maxmemory 1073741824", "maxmemory-policy allkeys-lru"} <= set(lines)


def test_a_queue_is_not_evicted_unless_somebody_says_so() -> None:
    lines = configuration(in_cluster(holds="cache-and-queue", evictionPolicy=""))

    assert "maxmemory-policy noeviction" in lines


@pytest.mark.parametrize(
    ("persistence", "lines"),
    [
        ("none", ['save ""', "appendonly no"]),
        ("rdb", ["save 900 1", "save 300 10", "save 60 10000", "appendonly no"]),
        ("aof", ['save ""', "appendonly yes", "appendfsync everysec"]),
    ],
)
def test_persistence_is_written_out_as_chosen(persistence: str, lines: list[str]) -> None:
    assert configuration(in_cluster(persistence=persistence))[-len(lines) :] == lines


@pytest.mark.parametrize(
    ("persistence", "has_volume"), [("none", False), ("rdb", True), ("aof", True)]
)
def test_what_is_written_to_disk_has_a_volume(persistence: str, has_volume: bool) -> None:
    spec = stateful_set(redis(in_cluster(persistence=persistence)))

    assert ("volumeClaimTemplates" in spec) is has_volume
    names = [volume["name"] for volume in spec["template"]["spec"]["volumes"]]
    assert ("data" in names) is not has_volume


def test_a_client_without_a_password_may_only_ping() -> None:
    users = next(entry for entry in required(in_cluster())[0].entries if entry.key == "users.acl")

    assert "user default on nopass resetchannels -@all +ping\n" in users.template
    assert "user skillflaw on >PASSWORD ~* &* +@all -@admin\n" in users.template


def test_no_password_stands_in_the_configuration_or_on_a_command_line() -> None:
    container = stateful_set(redis(in_cluster()))["template"]["spec"]["containers"][0]

    assert container["command"] == ["redis-server", "/etc/redis/redis.conf"]
    assert not any("requirepass" in line for line in configuration(in_cluster()))


def test_a_full_disk_does_not_restart_redis() -> None:
    container = stateful_set(redis(in_cluster()))["template"]["spec"]["containers"][0]

    assert "-e" in container["startupProbe"]["exec"]["command"]
    assert "-e" not in container["livenessProbe"]["exec"]["command"]


def test_the_exporter_is_there_only_when_asked_for() -> None:
    silent, heard = (redis(in_cluster(monitoring=value)) for value in (False, True))

    pods = [stateful_set(part)["template"]["spec"]["containers"] for part in (silent, heard)]
    assert [[container["name"] for container in pod] for pod in pods] == [
        ["redis"],
        ["redis", "exporter"],
    ]
    assert [len(part.secrets[0].entries) for part in (silent, heard)] == [2, 3]


def test_no_service_has_a_name_that_breaks_the_backends_settings() -> None:
    manifests = [
        manifest["metadata"]["name"]
        for file in redis(in_cluster()).files
        if isinstance(file.content, tuple)
        for manifest in file.content
        if manifest["kind"] == "Service"
    ]

    assert manifests == ["cache"]
