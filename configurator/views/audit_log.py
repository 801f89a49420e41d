"""The audit log of a configuration, for its owners."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.access import Right
from configurator.events import history
from configurator.models import Verb
from configurator.pages.configuration_frame import framed

PAGE_SIZE = 50
EXPORTS = {
    "csv": (history.as_csv, "text/csv; charset=utf-8"),
    "jsonl": (history.as_json_lines, "application/jsonl; charset=utf-8"),
}


@require_safe
def events(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the events of a configuration, the latest first: all, or those of one verb."""
    visitor = access.to(request, key, Right.OWN)
    verb = request.GET.get("verb", "")
    pages = Paginator(history.events(visitor.configuration, verb), PAGE_SIZE)
    context = framed(
        visitor,
        "audit-log",
        events=pages.get_page(request.GET.get("page")),
        verbs=Verb.choices,
        verb=verb,
        query=urlencode({"verb": verb}) if verb else "",
    )
    return render(request, "configurations/audit_log.html", context)


@require_safe
def export(request: HttpRequest, key: UUID, form: str) -> StreamingHttpResponse:
    """Stream the audit log as a file."""
    visitor = access.to(request, key, Right.OWN)
    lines, content_type = EXPORTS[form]
    events_of = history.events(visitor.configuration, request.GET.get("verb", ""))
    name = f"{visitor.configuration.name}.audit-log.{form}"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return StreamingHttpResponse(lines(events_of), content_type=content_type, headers=headers)
