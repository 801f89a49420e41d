"""Error pages: each says what happened and what to do next."""

from __future__ import annotations

import sys
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError
from django.db import OperationalError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

import generators
from configurator.access.rights import Archived
from configurator.config import request_id
from configurator.plans.explanations import PATIENCE
from configurator.plans.explanations import TooLong
from configurator.services.draft_limits import DraftRefused

OUTAGE = "30"  # seconds after which to try again


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that a request cannot be read, on a page that does not read it either.

    Django's own would look for the CSRF token in the body again.
    """
    return HttpResponse(render_to_string("errors/bad_request.html"), status=HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that the page does not exist, or that this visitor has no access to it."""
    return render(request, "errors/not_found.html", status=HTTPStatus.NOT_FOUND)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer that the visitor may not do this, and what would help."""
    title = "Archived: read-only" if isinstance(exception, Archived) else "Permission denied"
    context = {"title": title, "reason": str(exception or ""), "key": _configuration(request)}
    return render(request, "errors/permission_denied.html", context, status=HTTPStatus.FORBIDDEN)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer that a rate limit was reached, and when to try again: all limits are per minute."""
    page = render(request, "errors/too_many_requests.html", {"wait": "a minute"})
    page.status_code = HTTPStatus.TOO_MANY_REQUESTS
    page.headers["Retry-After"] = "60"
    return page


def unreadable_draft(request: HttpRequest, error: generators.Unreadable) -> HttpResponse:
    """Answer that this version cannot read a draft of an older one, and what to do."""
    context = {"key": _configuration(request), "problems": error.problems}
    return render(request, "errors/unreadable_draft.html", context, status=HTTPStatus.CONFLICT)


def draft_refused(request: HttpRequest, error: DraftRefused) -> HttpResponse:
    """Answer that a limit of visitors without an account was reached, and what to do."""
    page = render(request, "errors/draft_refused.html", {"reason": str(error)})
    page.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return page


def explaining_others(request: HttpRequest) -> HttpResponse:
    """Answer that other lines are being explained, and when to try again."""
    page = render(request, "errors/explaining_others.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    page.headers["Retry-After"] = str(PATIENCE)
    return page


def too_much_to_explain(request: HttpRequest, error: TooLong) -> HttpResponse:
    """Answer that the reasons of a large plan's lines take too long to find here."""
    page = render(request, "errors/too_much_to_explain.html", {"reason": str(error)})
    page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return page


def database_outage() -> HttpResponse:
    """Answer that the database is not reachable, on a page that asks nothing of it."""
    page = HttpResponse(render_to_string("errors/database_outage.html"))
    page.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    page.headers["Retry-After"] = OUTAGE
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer that the server failed, and by which identifier its log has the reason.

    Django calls this in `except`: an outage of the database is told as one.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_outage()
    context = {"request_id": request_id.current()}
    return render(
        request, "errors/server_error.html", context, status=HTTPStatus.INTERNAL_SERVER_ERROR
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer that the CSRF check of a form failed, mostly because its cookie expired."""
    return render(request, "errors/csrf_failure.html", status=HTTPStatus.FORBIDDEN)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer that an upload is too large, with the limits."""
    most = settings.LARGEST_ZIP // settings.LARGEST_PLAN
    page = render(request, "errors/too_large.html", {"most": most})
    page.status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return page


def _configuration(request: HttpRequest) -> UUID | None:
    """Name the configuration whose page was asked for."""
    key = request.resolver_match.kwargs.get("key") if request.resolver_match else None
    return key if isinstance(key, UUID) else None
