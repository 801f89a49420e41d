"""The liveness and the readiness probe of the configurator."""

from __future__ import annotations

from http import HTTPStatus

from django.db import Error
from django.db import connection
from django.http import HttpRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from configurator.views.errors import OUTAGE


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer the liveness probe without session or database: a failure restarts the process."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer the readiness probe: without the database, no traffic, and no restart either."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")
            cursor.fetchone()
    except Error:
        answer = HttpResponse("The database does not answer.\n", content_type="text/plain")
        answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        answer.headers["Retry-After"] = OUTAGE
        return answer
    return HttpResponse("ok\n", content_type="text/plain")
