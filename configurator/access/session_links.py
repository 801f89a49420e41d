"""The share links that a browser session opened, and which of them gives access. It only reads."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest

from configurator.models import Configuration
from configurator.models import Link

LINKS = "links"
# How many opened links a session remembers, the newest of them.
REMEMBERED = 50
# Where a request carries the link that gave access to it.
IN_USE = "configurator.link_in_use"


def opened(request: HttpRequest) -> tuple[int, ...]:
    """List the keys of the links that this session opened; they may have expired since."""
    keys: Any = request.session.get(LINKS, ())
    return tuple(keys)


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
    rows = configuration.links.filter(pk__in=keys).select_related("revision")
    valid = [link for link in rows if link.open]
    pinned = [link for link in valid if link.revision and link.revision.number == number]
    unpinned = [link for link in valid if link.revision is None]
    candidates = [*pinned, *unpinned] if number and (pinned or unpinned) else unpinned or valid
    return max(
        candidates, key=lambda link: (link.role_rank, not link.revision_id, link.pk), default=None
    )


def mark_in_use(request: HttpRequest, link: Link) -> None:
    """Leave the link that gives access with the request, so that its use can be recorded."""
    request.META[IN_USE] = link


def in_use(request: HttpRequest) -> Link | None:
    """Return the link that gave access to this request, if one did."""
    link: Link | None = request.META.get(IN_USE)
    return link
