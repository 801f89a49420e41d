"""Pages for what went wrong, each with what to do next."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render

import generators
from configurator.access.rights import ARCHIVED


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address, for this browser at least."""
    return render(request, "errors/missing.html", status=HTTPStatus.NOT_FOUND)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what somebody may not do here, and what would help."""
    why = str(exception or "")
    what = "This is closed for now" if why == ARCHIVED else "This is not yours to do"
    context = {"what": what, "why": why, "key": _configuration(request)}
    return render(request, "errors/refused.html", context, status=HTTPStatus.FORBIDDEN)


def throttled(request: HttpRequest) -> HttpResponse:
    """Say that somebody asked too often, and when to ask again: all such limits are per minute."""
    page = render(request, "errors/throttled.html", {"wait": "a minute"})
    page.status_code = HTTPStatus.TOO_MANY_REQUESTS
    page.headers["Retry-After"] = "60"
    return page


def unread(request: HttpRequest, error: generators.Unreadable) -> HttpResponse:
    """Say that an older version kept a draft that this one cannot read, and what to do with it."""
    context = {"key": _configuration(request), "problems": error.problems}
    return render(request, "errors/unread.html", context, status=HTTPStatus.CONFLICT)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it was our fault."""
    return render(request, "errors/broken.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came without its proof of origin, mostly because a cookie was lost."""
    return render(request, "errors/forged.html", status=HTTPStatus.FORBIDDEN)


def too_large(request: HttpRequest) -> HttpResponse:
    """Say how much can be uploaded."""
    most = settings.LARGEST_ZIP // settings.LARGEST_PLAN
    page = render(request, "errors/too_large.html", {"most": most})
    page.status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return page


def _configuration(request: HttpRequest) -> UUID | None:
    """Name the configuration whose page was asked for."""
    key = request.resolver_match.kwargs.get("key") if request.resolver_match else None
    return key if isinstance(key, UUID) else None
