"""Deploy tokens: created once, stored as a SHA-256, used by programs, revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from configurator.access import Access
from configurator.events import log
from configurator.models import DeployToken
from configurator.models import Verb
from configurator.services.locking import locked
from configurator.services.tokens import digest_of

# Another prefix than that of API tokens: people see at once what a token opens.
PREFIX = "skfd_"
START = len(PREFIX) + 5


@dataclass(frozen=True)
class NewDeployToken:
    """A new token. ``secret`` is not stored and cannot be shown again."""

    token: DeployToken
    secret: str


@transaction.atomic
def create(access: Access, *, name: str, days: int | None) -> NewDeployToken:
    """Create a token that lasts some days, or until it is revoked."""
    configuration = locked(access.configuration.pk)
    secret = PREFIX + token_urlsafe(32)
    token = DeployToken.objects.create(
        configuration=configuration,
        name=name,
        digest=digest_of(secret),
        start=secret[:START],
        by=access.signed,
        expires=timezone.now() + timedelta(days=days) if days else None,
    )
    log.record_event_of(access, Verb.DEPLOY_TOKEN_CREATED, name=name)
    return NewDeployToken(token, secret)


@transaction.atomic
def revoke(access: Access, token: DeployToken) -> None:
    """Revoke a token; requests with it fail from now on."""
    locked(access.configuration.pk)
    if DeployToken.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
        log.record_event_of(access, Verb.DEPLOY_TOKEN_REVOKED, name=token.name)


def find(secret: str) -> DeployToken | None:
    """Find the valid token of a secret that a request sent."""
    if not secret.startswith(PREFIX):
        return None
    valid = Q(expires=None) | Q(expires__gt=timezone.now())
    return DeployToken.objects.filter(valid, digest=digest_of(secret), revoked=None).first()
