"""The health check: for the probes of whatever runs the configurator."""

from __future__ import annotations

from django.http import HttpRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process serves; no session, no database."""
    return HttpResponse("ok\n", content_type="text/plain")
