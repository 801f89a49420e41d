"""The links that a browser session opened: which of them counts, and when it was used."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from configurator.models import Configuration
from configurator.models import Link

LINKS = "links"
# How many opened links a session remembers, the newest of them.
REMEMBERED = 50
# How exactly a link's last use is known: not every request is worth a write.
USE = timedelta(minutes=1)


def opened(request: HttpRequest) -> tuple[int, ...]:
    """List the keys of the links that this session opened; each may be over by now."""
    kept: Any = request.session.get(LINKS, ())
    return tuple(kept)


def remember(request: HttpRequest, link: Link) -> bool:
    """Let this session in by a link from now on; tell whether it was not before.

    The session gets another key, so that nobody who planted the old one comes in as well.
    """
    known = opened(request)
    if link.pk in known:
        return False
    request.session[LINKS] = [*known, link.pk][-REMEMBERED:]
    request.session.cycle_key()
    return True


def counting(
    keys: Collection[int], configuration: Configuration, number: int | None
) -> Link | None:
    """Find the open link that counts among those that were opened, if any.

    For a revision it is the strongest of those that show it. Elsewhere one that follows the latest
    goes before one that is pinned, so that a second link never hides what the first one shows.
    """
    if not keys:
        return None
    found = configuration.links.filter(pk__in=keys).select_related("revision")
    opened = [each for each in found if each.open]
    shows = [each for each in opened if each.revision and each.revision.number == number]
    follows = [each for each in opened if each.revision is None]
    candidates = [*shows, *follows] if number and (shows or follows) else follows or opened
    return max(
        candidates, key=lambda each: (each.role_rank, not each.revision_id, each.pk), default=None
    )


def used(link: Link) -> None:
    """Write down that a link was used just now, once a minute at most."""
    now = timezone.now()
    if link.last_used is None or link.last_used < now - USE:
        Link.objects.filter(pk=link.pk).update(last_used=now)
