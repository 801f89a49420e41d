"""Redis as a managed service, outside the bundle."""

from __future__ import annotations

from generators.manifests.images import BUSYBOX
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.manifests.part import SecretEntry
from generators.manifests.redis.connection import CA_FILE
from generators.manifests.redis.connection import CHOICES
from generators.manifests.redis.connection import authority
from generators.manifests.redis.connection import backend_patch
from generators.manifests.redis.connection import notes
from generators.manifests.redis.connection import settings
from generators.manifests.redis.connection import url
from generators.plan import Plan

CA = ("redis.caSecret.name", "redis.caSecret.key")
COMPONENT = "redis-external"


def external(plan: Plan) -> Part:
    """Connect the backend to a Redis that somebody else runs."""
    return Part(
        files=(backend_patch(plan, COMPONENT),),
        settings=settings(plan),
        secrets=required(plan),
        images=(BUSYBOX,),
        notes=(*notes(plan), _manual_task(plan)),
    )


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secret with the URL, and the one with a private CA."""
    secret = plan.redis.url_secret
    entry = SecretEntry(
        key=secret.key,
        holds="The URL of Redis. The last part is the database number. If the server has no ACL "
        "users, the user is `default`. User and password are percent-encoded."
        + (f" ssl_ca_certs names the CA, mounted at {CA_FILE}." if authority(plan) else ""),
        template=url(plan, "USER"),
    )
    return (
        RequiredSecret(
            name=secret.name,
            entries=(entry,),
            purpose="The backend reads its Redis URL from it.",
            choices=CHOICES,
            guide=("security.secrets", "state.cache"),
        ),
        *_ca_secret(plan),
    )


def _ca_secret(plan: Plan) -> tuple[RequiredSecret, ...]:
    ca_file, choices = (
        authority(plan),
        ("redis.mode", "redis.tls", "redis.caSecret.name", "redis.caSecret.key"),
    )
    return (ca_file.required_secret("the certificate of Redis", choices),) if ca_file else ()


def _manual_task(plan: Plan) -> Note:
    settings = {
        "maxmemory": plan.redis.max_memory,
        "eviction policy": plan.redis.eviction_policy,
        "persistence": plan.redis.persistence,
    }
    known = ", ".join(f"{name} {value}" for name, value in settings.items() if value)
    return Note(
        "manual",
        "Configure the managed Redis as this plan states"
        + (f" ({known})" if known else "")
        + ", require a password, and allow connections from the cluster only: write access to "
        "Redis allows code execution in the backend.",
        ("redis.maxMemory", "redis.evictionPolicy", "redis.persistence", "redis.cidrs"),
        ("redis.managed", "security.network"),
    )
