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

# The exporter looks its password up by the address with the user in it.
EXPORTER_FILE = '{"redis://exporter@127.0.0.1:6379": "EXPORTER_PASSWORD"}'


def in_cluster(plan: Plan) -> Part:
    """Make the server and its monitor, and connect the backend."""
    monitored = plan.redis.monitoring
    files = [_service(), *stateful_set(plan, DIRECTORY)]
    if scraped(plan, monitored):
        files.append(_monitor())
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
            "The server's users, with the same password and what each may do.",
            USERS + (EXPORTER_USER if monitored else ""),
            TOKEN,
        ),
    ]
    if monitored:
        holds = "The password of the user exporter, as its program reads it."
        entries.append(SecretEntry("exporter.json", holds, EXPORTER_FILE, TOKEN))
    return (
        RequiredSecret(
            name=secret.name,
            entries=tuple(entries),
            purpose="Redis learns its users from it, and the backend how to reach Redis.",
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
        why="The name that the backend connects to.",
        choices=("redis.mode",),
        guide=("state.cache",),
    )


def _monitor() -> File:
    return File(
        path=f"{DIRECTORY}/pod-monitor.yaml",
        content=(pod_monitor("cache", "cache", selector("cache")),),
        why="Memory, evictions, hits and availability are scraped from the exporter beside Redis.",
        choices=("redis.monitoring", "operations.alerts"),
        guide=("redis.observable", "health.redis"),
    )


def _notes(plan: Plan) -> tuple[Note, ...]:
    lost = "comes back with what was on disk" if persistent(plan) else "comes back empty"
    return (
        Note(
            "limit",
            f"There is one Redis pod: while it restarts or moves, requests fail, and it {lost}.",
            ("redis.mode", "redis.persistence"),
            ("redis.managed",),
        ),
        Note(
            "limit",
            "Inside the cluster Redis speaks without TLS; its password and the network policy "
            "protect it.",
            ("redis.mode", "operations.networkPolicies"),
            ("security.network",),
        ),
    )
