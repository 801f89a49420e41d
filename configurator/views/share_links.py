"""Opening a share link."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.access import session_links
from configurator.events import log
from configurator.models import Link
from configurator.models import Verb
from configurator.services import sharing

# The URL is the key: no referrer may carry it, and no cache may store it.
SECRET_URL_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Give this session access and redirect to the revision; one page for every invalid link."""
    link = sharing.find_link(token)
    response = _opened(request, link) if link else _invalid(request)
    for name, value in SECRET_URL_HEADERS.items():
        response.headers[name] = value
    return response


def _opened(request: HttpRequest, link: Link) -> HttpResponse:
    number = link.revision.number if link.revision else link.configuration.latest
    if request.method != "HEAD":
        if session_links.remember(request, link):
            person = access.person(request)
            log.record_event(link.configuration, Verb.OPENED, person, link=link, label=str(link))
        sharing.record_use(link)
    return redirect("revision", link.configuration_id, number)


def _invalid(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/invalid_link.html", status=HTTPStatus.NOT_FOUND)
