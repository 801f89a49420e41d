"""Opening a link that somebody was given."""

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

# The address is the key: no page may tell the next one where it was, nor any cache keep it.
DISCREET = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let this session in and lead to what the link shows; one page for all that opens nothing."""
    link = sharing.behind(token)
    answer = _in(request, link) if link else _nothing(request)
    for name, value in DISCREET.items():
        answer.headers[name] = value
    return answer


def _in(request: HttpRequest, link: Link) -> HttpResponse:
    number = link.revision.number if link.revision else link.configuration.latest
    if request.method != "HEAD":
        if session_links.remember(request, link):
            who = access.person(request)
            log.happened(link.configuration, Verb.OPENED, who, link=link, label=str(link))
        sharing.record_use(link)
    return redirect("revision", link.configuration_id, number)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/link.html", status=HTTPStatus.NOT_FOUND)
