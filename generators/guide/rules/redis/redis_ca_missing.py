from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from generators.guide.data_stores import external_cache
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.guide.variables import variables
from generators.plan import Plan
from generators.plan.scalars import is_address

# No public CA signs a certificate for these: RFC 6762, RFC 8375, the reserved .internal, and what
# companies use without a delegation. https://cabforum.org/internal-names/
PRIVATE = (".internal", ".local", ".lan", ".corp", ".intranet", ".private", ".home.arpa", ".svc")
TRUSTED_BY = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@rule(
    title="Redis CA missing for a private hostname",
    about=("redis.caSecret.name", "redis.host", "redis.tls"),
    severity=Severity.WARNING,
    why="The client does not trust the server's certificate, the connection fails, and the backend "
    "never starts.",
    fix="Set redis.caSecret.name and redis.caSecret.key to the Secret and key with the CA that "
    "signed the server's certificate.",
    because="A public CA signs no certificate for such a name. Your image may trust the "
    "CA already.",
    guide=("state.cache",),
    reference="https://cabforum.org/internal-names/",
    bad={"redis.host": "redis.acme.internal"},
)
def redis_ca_missing(plan: Plan) -> Iterator[str]:
    store = external_cache(plan)
    if not store or not plan.redis.tls or plan.redis.ca_secret.name or _trusted(plan):
        return
    if _private(store.host):
        yield f"TLS to {store.host} is on, and no CA is given for this private name or address."


def _private(host: str) -> bool:
    if is_address(host):
        address = ipaddress.ip_address(host)
        return address.is_private and not address.is_loopback
    return bool(host) and host != "localhost" and ("." not in host or _internal(host))


def _internal(host: str) -> bool:
    return host.endswith((*PRIVATE, ".cluster.local"))


def _trusted(plan: Plan) -> bool:
    """Tell whether the plan gives the process further authorities by another way."""
    further = plan.operations.extra_ca.name
    named = any(name in TRUSTED_BY for _, name in variables(plan))
    return named or bool(further)
