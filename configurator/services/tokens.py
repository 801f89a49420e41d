"""API tokens and token hashing: created once, stored as a SHA-256, used, revoked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.db.models import Q
from django.utils import timezone

from configurator.models import ApiToken
from configurator.models import DeployToken
from configurator.models import User

# By which secret scanners, and people, recognise a token.
PREFIX = "skfc_"
START = len(PREFIX) + 5
# How exactly a token's last use is known: not every request is worth a write.
USE_INTERVAL = timedelta(minutes=1)


@dataclass(frozen=True)
class NewToken:
    """A new token. ``secret`` is not stored and cannot be shown again."""

    token: ApiToken
    secret: str


def create(person: User, name: str, scope: str, days: int | None) -> NewToken:
    """Create a token that lasts some days, or until it is revoked."""
    secret = PREFIX + token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        digest=digest_of(secret),
        start=secret[:START],
        scope=scope,
        expires=timezone.now() + timedelta(days=days) if days else None,
    )
    return NewToken(token, secret)


def find(secret: str) -> ApiToken | None:
    """Find the valid token of a secret that a request sent.

    It is looked up by the secret's SHA-256, so that no comparison has to take constant time.
    """
    if not secret.startswith(PREFIX):
        return None
    now = timezone.now()
    valid = ApiToken.objects.select_related("person").filter(
        Q(expires=None) | Q(expires__gt=now),
        digest=digest_of(secret),
        revoked=None,
        person__is_active=True,
    )
    return valid.first()


def record_use(token: ApiToken | DeployToken) -> None:
    """Record when a token was last used, once a minute at most."""
    now = timezone.now()
    if token.last_used is None or token.last_used < now - USE_INTERVAL:
        type(token).objects.filter(pk=token.pk).update(last_used=now)


def revoke(person: User, key: int) -> ApiToken | None:
    """Revoke a person's token; nothing where they have no such token, or it is revoked already."""
    token = person.tokens.filter(pk=key, revoked=None).first()
    if token:
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
    return token


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a secret. It has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
