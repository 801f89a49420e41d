"""Redis as one StatefulSet of the bundle."""

from __future__ import annotations

from generators.manifests.images import BUSYBOX
from generators.manifests.images import REDIS
from generators.manifests.images import REDIS_EXPORTER
from generators.manifests.part import File
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.part import labels
from generators.manifests.part import selector
from generators.manifests.podmonitor import pod_monitor
from generators.manifests.podmonitor import scraped
from generators.manifests.redis.connection import CHOICES
from generators.manifests.redis.connection import backend_patch
from generators.manifests.redis.connection import notes
from generators.manifests.redis.connection import settings
from generators.manifests.redis.connection import url
from generators.manifests.redis.server import persistent
from generators.manifests.redis.server import server_file
from generators.manifests.redis.stateful_set import stateful_set
from generators.manifests.tokens import TOKEN
from generators.plan import Plan

COMPONENT = "redis-in-cluster"
DIRECTORY = f"components/{COMPONENT}"

# Who may do what. The backend needs no command that configures or stops the server.
USERS = """\
user default on nopass resetchannels -@all +ping
user skillflaw on >PASSWORD ~* &* +@all -@admin
"""
EXPORTER_USER = (
    "user exporter on >EXPORTER_PASSWORD resetchannels -@all +ping +info +client|setname "
    "+slowlog|len +slowlog|get +latency|latest +latency|histogram\n"
)

# The exporter looks its password up by the address with the user in it:
# https://github.com/oliver006/redis_exporter#authenticating-with-redis
EXPORTER_FILE = '{"redis://exporter@127.0.0.1:6379": "EXPORTER_PASSWORD"}'


def in_cluster(plan: Plan) -> Part:
    """Make the server and its monitor, and connect the backend."""
    monitored = plan.redis.monitoring
    files = [_service(), *stateful_set(plan, DIRECTORY)]
    if scraped(plan, monitored):
        files.append(_monitor(plan))
    return Part(
        files=(*files, backend_patch(plan, COMPONENT)),
        settings=settings(plan),
        config_maps=(server_file(plan, DIRECTORY),),
        secrets=required(plan),
        images=(BUSYBOX, REDIS, *((REDIS_EXPORTER,) if monitored else ())),
        notes=(*notes(plan), *_notes(plan)),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secret with the URL for the backend and the users for the server."""
    secret = plan.redis.url_secret
    monitored = plan.redis.monitoring
    entries = [
        SecretEntry(
            secret.key,
            "The URL of Redis, with the password of the user skillflaw; the last part is the "
            "database's number.",
            url(plan, "skillflaw"),
            TOKEN,
        ),
        SecretEntry(
            "users.acl",
            "The server's ACL users, with their passwords and permissions.",
            USERS + (EXPORTER_USER if monitored else ""),
            TOKEN,
        ),
    ]
    if monitored:
        holds = "The password of the Redis user exporter, in the format that the exporter reads."
        entries.append(SecretEntry("exporter.json", holds, EXPORTER_FILE, TOKEN))
    return (
        RequiredSecret(
            name=secret.name,
            entries=tuple(entries),
            purpose="Redis reads its ACL users from it, and the backend reads the Redis URL from "
            "it.",
            choices=(*CHOICES, "redis.monitoring"),
            guide=("security.secrets", "state.cache"),
        ),
    )


def _service() -> File:
    service = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "cache", "labels": labels("cache")},
        "spec": {
            "clusterIP": "None",
            "selector": selector("cache"),
            "ports": [{"name": "redis", "port": 6379, "targetPort": "redis"}],
        },
    }
    return File(
        path=f"{DIRECTORY}/service.yaml",
        content=(service,),
        why="The Service that the backend connects to.",
        choices=("redis.mode",),
        guide=("state.cache",),
    )


def _monitor(plan: Plan) -> File:
    return File(
        path=f"{DIRECTORY}/pod-monitor.yaml",
        content=(pod_monitor(plan, "cache", "cache", selector("cache")),),
        why="Prometheus scrapes memory, evictions, hits and availability from the exporter "
        "sidecar of Redis.",
        choices=("redis.monitoring", "operations.alerts", "operations.monitorLabels"),
        guide=("redis.observable", "health.redis"),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    lost = "restores what was saved on disk" if persistent(plan) else "comes back empty"
    return (
        Note(
            "limit",
            "Redis is one pod. While it restarts or moves to another node, requests fail. After "
            f"the restart it {lost}.",
            ("redis.mode", "redis.persistence"),
            ("redis.managed",),
        ),
        Note(
            "limit",
            "Redis uses no TLS inside the cluster. Its password and the NetworkPolicy protect it.",
            ("redis.mode", "operations.networkPolicies"),
            ("security.network",),
        ),
    )
