"""Counts and durations of requests, by the name of the URL: a path would make a series a draft.

Each process of the server writes its own, which `exposition` adds up.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http import HttpResponse
from prometheus_client import Counter
from prometheus_client import Histogram

# Files, redirects of the proxy and addresses that do not exist have no URL's name.
UNNAMED = "none"
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter(
    "configurator_requests",
    "Requests that were answered.",
    ("page", "method", "status"),
)
DURATIONS = Histogram(
    "configurator_request_seconds",
    "How long a request took.",
    ("page",),
    buckets=SECONDS,
)


def record_request(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Count a request that was answered."""
    match = request.resolver_match
    page = (match.view_name if match else "") or UNNAMED
    REQUESTS.labels(page, method_of(request), str(response.status_code)).inc()
    DURATIONS.labels(page).observe(seconds)


def method_of(request: HttpRequest) -> str:
    """Return the method; of those that HTTP does not define, anybody can invent any number."""
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return request.method if request.method in known else "other"
