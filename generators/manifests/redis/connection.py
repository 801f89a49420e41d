"""How the backend reaches Redis, whoever runs it."""

from __future__ import annotations

from generators.manifests.ca_file import CaFile
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Patch
from generators.manifests.waiting import wait_for
from generators.plan import Plan

SERVICE = "cache"
PORT = 6379

CA_DIRECTORY = "/run/secrets/redis-ca"
CA_FILE = f"{CA_DIRECTORY}/ca.crt"

# What the URL of Redis is made from.
CHOICES = (
    "redis.mode",
    "redis.host",
    "redis.port",
    "redis.tls",
    "redis.db",
    "redis.urlSecret.name",
    "redis.urlSecret.key",
    "redis.caSecret.name",
    "redis.caSecret.key",
)


def address(plan: Plan) -> tuple[str, int]:
    """Name the host and port of Redis."""
    external = plan.redis.mode == "external"
    return (plan.redis.host, plan.redis.port) if external else (SERVICE, PORT)


def url(plan: Plan, user: str) -> str:
    """Write the URL with a placeholder for the password; the path is the database's number."""
    host, port = address(plan)
    bracketed = f"[{host}]" if ":" in host else host
    secure = plan.redis.mode == "external" and plan.redis.tls
    # redis-py takes what stands in the query as arguments of the connection:
    # https://redis.readthedocs.io/en/stable/connections.html#redis.Redis.from_url
    root = f"?ssl_ca_certs={CA_FILE}" if authority(plan) else ""
    return f"redis{'s' * secure}://{user}:PASSWORD@{bracketed}:{port}/{plan.redis.db}{root}"


def authority(plan: Plan) -> CaFile | None:
    """Name the Secret and key of the CA that signed the certificate of Redis, if it is private."""
    ca_secret = plan.redis.ca_secret
    if plan.redis.mode != "external" or not plan.redis.tls or not ca_secret.name:
        return None
    return CaFile("redis-ca", CA_DIRECTORY, ca_secret.name, ca_secret.key or "ca.crt")


def volumes(plan: Plan) -> list[Manifest]:
    """List the volume of the CA, where the server's certificate is verified with one."""
    ca_file = authority(plan)
    return ca_file.volumes if ca_file else []


def mounts(plan: Plan) -> list[Manifest]:
    """List the mount of the CA, at the fixed path that the URL names."""
    ca_file = authority(plan)
    return ca_file.mounts if ca_file else []


def settings(plan: Plan) -> dict[str, str]:
    """List the settings: which cache, and how many seconds an entry lives."""
    return {
        "SKILLFLAW_CACHE_TYPE": "redis",
        "SKILLFLAW_REDIS_CACHE_EXPIRE": str(plan.redis.ttl_seconds),
    }


def backend_patch(plan: Plan, component: str) -> Patch:
    """Make the patch that connects the backend to Redis."""
    secret = plan.redis.url_secret
    reference = {"secretKeyRef": {"name": secret.name, "key": secret.key}}
    host, port = address(plan)
    container: Manifest = {
        "name": "backend",
        "env": [{"name": "SKILLFLAW_REDIS_URL", "valueFrom": reference}],
    }
    pod: Manifest = {"containers": [container]}
    if authority(plan):
        container["volumeMounts"] = mounts(plan)
        pod["volumes"] = volumes(plan)
    if host:
        pod["initContainers"] = [wait_for(plan, "cache", host, port)]
    return Patch(
        path=f"components/{component}/backend.yaml",
        content=(
            {
                "apiVersion": "apps/v1",
                "kind": "Deployment",
                "metadata": {"name": "skillflaw-backend"},
                "spec": {"template": {"spec": pod}},
            },
        ),
        why="The Redis URL comes from a Secret because it contains the password; SkillFlaw has "
        "no separate password setting. The pod waits for Redis because the backend cannot "
        "start without it.",
        choices=(*CHOICES, "scaling.helperLimits"),
        guide=("state.cache", "security.secrets"),
    )


def notes(plan: Plan) -> tuple[Note, ...]:
    """List what holds for every Redis."""
    remarks = [
        Note(
            "assumed",
            "SKILLFLAW_REDIS_URL and SKILLFLAW_REDIS_CACHE_EXPIRE are upstream's settings with "
            "SkillFlaw's prefix; no known release reads a separate password setting.",
            ("redis.mode", "redis.ttlSeconds"),
            ("state.cache",),
        ),
        Note(
            "assumed",
            "The upstream project calls its Redis cache experimental: it could not store some "
            "values of model flows. Test a flow that calls a model before production traffic.",
            ("redis.mode", "operations.smokeFlow"),
            ("redis.observable",),
        ),
    ]
    if plan.redis.holds == "cache-and-queue":
        remarks.append(
            Note(
                "assumed",
                "The job queue in Redis is newer than the release that SkillFlaw is probably "
                "based on. It must not use the cache's database number.",
                ("redis.holds", "redis.db"),
                ("redis.managed",),
            )
        )
    return tuple(remarks)
