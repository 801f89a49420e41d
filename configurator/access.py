"""Which configurations this person may see and change: decided here and nowhere else."""

from __future__ import annotations

from secrets import token_urlsafe
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from configurator.models import Configuration

OWNER = "owner"


def owner(request: HttpRequest) -> str:
    """Name this browser's session; the name stays when Django changes the session's key."""
    if OWNER not in request.session:
        request.session[OWNER] = token_urlsafe(32)
    return str(request.session[OWNER])


def drafts(request: HttpRequest) -> QuerySet[Configuration]:
    """List the drafts of this browser, the latest first; a newcomer has none."""
    known = request.session.get(OWNER)
    return Configuration.objects.filter(owner=known) if known else Configuration.objects.none()


def draft(request: HttpRequest, key: UUID) -> Configuration:
    """Find one draft of this browser; anything else is a 404, whether it exists or not."""
    return get_object_or_404(drafts(request), pk=key)
