"""Sharing: with people, with teams, and by links."""

from __future__ import annotations

import hashlib
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
class Made:
    """A link and its token, which is known now and never again."""

    link: Link
    token: str


@transaction.atomic
def share(here: Access, whom: User | Team, role: str) -> Share:
    """Open a configuration to a person or a team; whom it is open to already gets this role."""
    configuration = locked(here.configuration.pk)
    kind = "team" if isinstance(whom, Team) else "person"
    found = configuration.shares.filter(**{kind: whom}).first()
    if found and found.role == role:
        return found
    kept = found or Share(configuration=configuration, by=here.signed, **{kind: whom})
    kept.role = role
    kept.save()
    log.did(here, Verb.SHARED, None, **_named(kept), role=role)
    return kept


@transaction.atomic
def change(here: Access, kept: Share, role: str) -> None:
    """Give those whom it is shared with another role."""
    locked(here.configuration.pk)
    if kept.role != role:
        kept.role = role
        kept.save(update_fields=["role"])
        log.did(here, Verb.SHARED, None, **_named(kept), role=role)


@transaction.atomic
def stop(here: Access, kept: Share) -> None:
    """Close a configuration to a person or a team."""
    locked(here.configuration.pk)
    kept.delete()
    log.did(here, Verb.UNSHARED, None, **_named(kept))


@transaction.atomic
def link(
    here: Access, *, label: str, role: str, revision: Revision | None, days: int | None, once: str
) -> Made:
    """Make a link. The token comes of the form's own ``once``: a form sent twice makes one link."""
    configuration = locked(here.configuration.pk)
    token = _token(f"{configuration.pk}:{here.signed.pk}:{once or token_urlsafe()}")
    link, new = Link.objects.get_or_create(
        digest=digest(token),
        defaults={
            "configuration": configuration,
            "label": label,
            "role": role,
            "revision": revision,
            "by": here.signed,
            "expires": timezone.now() + timedelta(days=days) if days else None,
        },
    )
    if new:
        log.did(here, Verb.LINKED, revision.number if revision else None, label=label, role=role)
    return Made(link, token)


@transaction.atomic
def revoke(here: Access, link: Link) -> None:
    """End a link, and with it what it opened in any browser."""
    locked(here.configuration.pk)
    if Link.objects.filter(pk=link.pk, revoked=None).update(revoked=timezone.now()):
        log.did(here, Verb.REVOKED, label=str(link))


def record_use(link: Link) -> None:
    """Record when a link was last used, once a minute at most."""
    now = timezone.now()
    if link.last_used is None or link.last_used < now - USE_INTERVAL:
        Link.objects.filter(pk=link.pk).update(last_used=now)


def behind(token: str) -> Link | None:
    """Find the link that a token opens; nothing where it is none, is over or leads nowhere."""
    rows = Link.objects.select_related("configuration", "revision")
    found = rows.filter(digest=digest(token), configuration__deleted=None).first()
    return found if found and found.open else None


def digest(token: str) -> str:
    """Summarise a token: all that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _token(once: str) -> str:
    made = salted_hmac("configurator.link", once, algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def _named(kept: Share) -> dict[str, str]:
    if kept.team:
        return {"team": kept.team.slug, "name": kept.team.name}
    return {"person": kept.person.username, "name": kept.person.shown} if kept.person else {}
