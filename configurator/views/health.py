"""The probes of whatever runs the configurator: does the process serve, can it do its work."""

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
    """Answer that the process serves; no session, no database. Its failure asks for a restart."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether the database does; its failure asks for no traffic, and for no restart."""
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
