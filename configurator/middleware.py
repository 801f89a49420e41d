"""What holds for every request and every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse

import generators
from configurator.access import BROWSER
from configurator.access import session_links
from configurator.services import sharing
from configurator.wording import urls

Answer = Callable[[HttpRequest], HttpResponse]

DIGITS = 18
POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def bounded(answer: Answer) -> Answer:
    """Refuse a body that is larger than the largest upload, before any of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        # Python reads no number of many thousand digits.
        large = len(length) > DIGITS or not length.isdecimal()
        if large or int(length) > settings.LARGEST_REQUEST:
            from configurator.views.errors import too_large

            return too_large(request)
        return answer(request)

    return middleware


def located(answer: Answer) -> Answer:
    """Build every absolute URL of `SITE_URL`, whatever host the request names."""

    def middleware(request: HttpRequest) -> HttpResponse:
        urls.bind(request)
        return answer(request)

    return middleware


def legible(answer: Answer) -> Answer:
    """Find nothing where an address or a cookie holds a null character, which no text has."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = (text for _, texts in request.GET.lists() for text in texts)
        if any("\0" in text for text in (request.path_info, *asked, *request.COOKIES.values())):
            from configurator.views.errors import missing

            return missing(request)
        return answer(request)

    return middleware


def readable(answer: Answer) -> Answer:
    """Say what to do with a draft of an older version that this one cannot read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return answer(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        from configurator.views.errors import unread

        return unread(request, error) if isinstance(error, generators.Unreadable) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # Django asks for it
    return middleware


def private(answer: Answer) -> Answer:
    """Keep pages out of shared caches, and features that no page uses out of reach."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware


def recording_link_use(answer: Answer) -> Answer:
    """Record the use of the share link that gave access to a request; HEAD is no use."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        link = session_links.in_use(request)
        if link and request.method != "HEAD":
            sharing.record_use(link)
        return response

    return middleware


def keeping(answer: Answer) -> Answer:
    """Leave a browser its drafts when its session ends: nobody has them but this browser.

    Sessions end with signing out, with a password that was changed elsewhere, and in the admin.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        known = request.session.get(BROWSER)
        response = answer(request)
        if known and request.session.get(BROWSER) != known:
            request.session[BROWSER] = known
        return response

    return middleware
