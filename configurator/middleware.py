"""The middleware of the site."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse

import generators
from configurator.access import BROWSER
from configurator.access import session_links
from configurator.config import request_id
from configurator.config.log_masking import masked
from configurator.plans.explanations import Busy
from configurator.plans.explanations import TooLong
from configurator.services import sharing
from configurator.services.draft_limits import DraftRefused
from configurator.wording import urls

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("configurator.requests")

REQUEST_ID = "X-Request-ID"
# What probes ask every few seconds tells nothing while it is answered.
PROBES = ("/healthz", "/readyz")
DIGITS = 18
POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def observe_requests(get_response: GetResponse) -> GetResponse:
    """Give each request its identifier; count it where metrics are on, log it where logs are JSON.

    As lines for people, the server writes a log of requests itself.
    """
    record = _recorder()

    def middleware(request: HttpRequest) -> HttpResponse:
        start = perf_counter()
        given = request.headers.get(REQUEST_ID, "") if settings.BEHIND_PROXY else ""
        identifier = request_id.begin(given)
        response = get_response(request)
        response.headers[REQUEST_ID] = identifier
        record(request, response, perf_counter() - start)
        return response

    return middleware


def _recorder() -> Callable[[HttpRequest, HttpResponse, float], None]:
    recorders = []
    if settings.METRICS_PORT:
        # `prometheus_client` decides when it is imported where it counts.
        from configurator.metrics.requests import record_request

        recorders.append(record_request)
    if settings.LOG_FORMAT == "json":
        recorders.append(_log)

    def record(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        for recorder in recorders:
            recorder(request, response, seconds)

    return record


def _log(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Write the line of a request: no query, which may hold what somebody typed."""
    path = masked(request.path)
    if path in PROBES and response.status_code == HTTPStatus.OK:
        return
    values = {
        "method": request.method,
        "path": path,
        "status": response.status_code,
        "seconds": round(seconds, 4),
    }
    logger.info("%s %s %s", request.method, path, response.status_code, extra=values)


def limit_body_size(get_response: GetResponse) -> GetResponse:
    """Refuse a body that is larger than the largest upload, before reading it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        # int() raises ValueError for a text of more than 4300 digits.
        large = len(length) > DIGITS or not length.isdecimal()
        if large or int(length) > settings.LARGEST_REQUEST:
            from configurator.views.errors import too_large

            return too_large(request)
        return get_response(request)

    return middleware


def bind_absolute_urls(get_response: GetResponse) -> GetResponse:
    """Build absolute URLs from `SITE_URL`, not from the host in the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        urls.bind(request)
        return get_response(request)

    return middleware


def refuse_null_characters(get_response: GetResponse) -> GetResponse:
    """Answer 404 where a URL or a cookie holds a null character."""

    def middleware(request: HttpRequest) -> HttpResponse:
        values = (text for _, texts in request.GET.lists() for text in texts)
        if any("\0" in text for text in (request.path_info, *values, *request.COOKIES.values())):
            from configurator.views.errors import not_found

            return not_found(request)
        return get_response(request)

    return middleware


def report_unreadable_draft(get_response: GetResponse) -> GetResponse:
    """Answer with a page about a draft that this version cannot read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        from configurator.views.errors import unreadable_draft

        return (
            unreadable_draft(request, error) if isinstance(error, generators.Unreadable) else None
        )

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # Django asks for it
    return middleware


def report_busy_explanations(get_response: GetResponse) -> GetResponse:
    """Answer with a page where the reasons of other lines are being found, or these take long."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        from configurator.views.errors import explaining_others
        from configurator.views.errors import too_much_to_explain

        if isinstance(error, TooLong):
            return too_much_to_explain(request, error)
        return explaining_others(request) if isinstance(error, Busy) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # Django asks for it
    return middleware


def report_refused_draft(get_response: GetResponse) -> GetResponse:
    """Answer with a page about a limit of visitors without an account."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        from configurator.views.errors import draft_refused

        return draft_refused(request, error) if isinstance(error, DraftRefused) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # Django asks for it
    return middleware


def set_private_headers(get_response: GetResponse) -> GetResponse:
    """Set the headers that keep pages out of shared caches and disable unused browser features."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware


def record_link_use(get_response: GetResponse) -> GetResponse:
    """Record the use of the share link that gave access to a request; HEAD does not count."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        link = session_links.in_use(request)
        if link and request.method != "HEAD":
            sharing.record_use(link)
        return response

    return middleware


def keep_browser_drafts(get_response: GetResponse) -> GetResponse:
    """Keep the browser's key when its session ends, as it gives access to the browser's drafts.

    A session ends on sign-out, when the password changes in another browser, and in the admin site.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        known = request.session.get(BROWSER)
        response = get_response(request)
        if known and request.session.get(BROWSER) != known:
            request.session[BROWSER] = known
        return response

    return middleware
