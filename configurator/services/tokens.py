"""API tokens: made once, kept as a digest, used, revoked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.db.models import Q
from django.utils import timezone

from configurator.models import ApiToken
from configurator.models import User

# By which secret scanners, and people, recognise a token.
PREFIX = "skfc_"
START = len(PREFIX) + 5
# How often it is written down that a token was used.
OFTEN = timedelta(minutes=1)


@dataclass(frozen=True)
class Made:
    """A new token. ``secret`` is known to nobody else and will not be shown again."""

    token: ApiToken
    secret: str


def make(person: User, name: str, scope: str, days: int | None) -> Made:
    """Make a token that lasts some days, or until it is revoked."""
    secret = PREFIX + token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        digest=_digest(secret),
        start=secret[:START],
        scope=scope,
        expires=timezone.now() + timedelta(days=days) if days else None,
    )
    return Made(token, secret)


def find(secret: str) -> ApiToken | None:
    """Find the token that opens something now, by what was sent."""
    if not secret.startswith(PREFIX):
        return None
    now = timezone.now()
    found = ApiToken.objects.select_related("person").filter(
        Q(expires=None) | Q(expires__gt=now),
        digest=_digest(secret),
        revoked=None,
        person__is_active=True,
    )
    return found.first()


def used(token: ApiToken) -> None:
    """Write down that a token was used, not more than once a minute."""
    now = timezone.now()
    if token.last_used is None or token.last_used < now - OFTEN:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)


def revoke(person: User, key: int) -> ApiToken | None:
    """End a person's token; nothing where they have no such one, or it ended already."""
    token = person.tokens.filter(pk=key, revoked=None).first()
    if token:
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
    return token


def _digest(secret: str) -> str:
    """Digest what was sent. It has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
