"""Sharing a configuration with people and teams, and by share links, with token hashing."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from configurator.access import Access
from configurator.events import log
from configurator.models import Link
from configurator.models import Revision
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from configurator.models import Verb
from configurator.services.locking import locked

# How exactly a link's last use is known: not every request is worth a write.
USE_INTERVAL = timedelta(minutes=1)


@dataclass(frozen=True)
class NewLink:
    """A new link and its token, which is not stored and cannot be shown again."""

    link: Link
    token: str


@transaction.atomic
def share(access: Access, recipient: User | Team, role: str, *, asked: bool = False) -> Share:
    """Share a configuration with a person or a team; an existing share gets the role.

    Where somebody is ``asked`` for a review at once, that request tells them of it.
    """
    configuration = locked(access.configuration.pk)
    kind = "team" if isinstance(recipient, Team) else "person"
    existing = configuration.shares.filter(**{kind: recipient}).first()
    if existing and existing.role == role:
        return existing
    new = existing or Share(configuration=configuration, by=access.signed, **{kind: recipient})
    new.role = role
    new.save()
    silent = {"asked": True} if asked else {}
    log.record_event_of(access, Verb.SHARED, None, **_recipient(new), role=role, **silent)
    return new


@transaction.atomic
def change_role(access: Access, existing: Share, role: str) -> None:
    """Change the role of a share."""
    locked(access.configuration.pk)
    if existing.role != role:
        existing.role = role
        existing.save(update_fields=["role"])
        log.record_event_of(access, Verb.SHARED, None, **_recipient(existing), role=role)


@transaction.atomic
def remove(access: Access, existing: Share) -> None:
    """Stop sharing a configuration with a person or a team."""
    locked(access.configuration.pk)
    existing.delete()
    log.record_event_of(access, Verb.UNSHARED, None, **_recipient(existing))


@transaction.atomic
def create_link(
    access: Access,
    *,
    label: str,
    role: str,
    revision: Revision | None,
    days: int | None,
    idempotency_key: str,
) -> NewLink:
    """Create a link. Its token is derived from the idempotency key: a form sent twice makes one.

    It is derived from what the link is as well: the same key never gives a link to more.
    """
    configuration = locked(access.configuration.pk)
    once = idempotency_key or token_urlsafe()
    link_is = json.dumps([label, role, revision and revision.number, days])
    token = _token(f"{configuration.pk}:{access.signed.pk}:{once}:{link_is}")
    link, new = Link.objects.get_or_create(
        digest=digest(token),
        defaults={
            "configuration": configuration,
            "label": label,
            "role": role,
            "revision": revision,
            "by": access.signed,
            "expires": timezone.now() + timedelta(days=days) if days else None,
        },
    )
    if new:
        log.record_event_of(
            access, Verb.LINKED, revision.number if revision else None, label=label, role=role
        )
    return NewLink(link, token)


@transaction.atomic
def revoke_link(access: Access, link: Link) -> None:
    """Revoke a link, and with it the access of every browser that opened it."""
    locked(access.configuration.pk)
    if Link.objects.filter(pk=link.pk, revoked=None).update(revoked=timezone.now()):
        log.record_event_of(access, Verb.REVOKED, label=str(link))


def record_use(link: Link) -> None:
    """Record when a link was last used, once a minute at most."""
    now = timezone.now()
    if link.last_used is None or link.last_used < now - USE_INTERVAL:
        Link.objects.filter(pk=link.pk).update(last_used=now)


def find_link(token: str) -> Link | None:
    """Find the valid link of a token; nothing where it is unknown, revoked, expired or deleted."""
    rows = Link.objects.select_related("configuration", "revision")
    link = rows.filter(digest=digest(token), configuration__deleted=None).first()
    return link if link and link.open else None


def digest(token: str) -> str:
    """Return the SHA-256 of a token, which is all that is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _token(seed: str) -> str:
    mac = salted_hmac("configurator.link", seed, algorithm="sha256").digest()
    return urlsafe_b64encode(mac).decode().rstrip("=")


def _recipient(existing: Share) -> dict[str, str]:
    if existing.team:
        return {"team": existing.team.slug, "name": existing.team.name}
    person = existing.person
    return {"person": person.username, "name": person.display_name} if person else {}
