"""The history of a configuration: who did what, for its owners."""

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
from configurator.events import history as record
from configurator.models import Verb
from configurator.pages.configuration_frame import framed

A_PAGE = 50
FORMS = {
    "csv": (record.as_csv, "text/csv; charset=utf-8"),
    "jsonl": (record.as_json_lines, "application/jsonl; charset=utf-8"),
}


@require_safe
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what happened, the latest first, or only what one verb says."""
    here = access.to(request, key, Right.OWN)
    verb = request.GET.get("verb", "")
    pages = Paginator(record.events(here.configuration, verb), A_PAGE)
    context = framed(
        here,
        "audit-log",
        events=pages.get_page(request.GET.get("page")),
        verbs=Verb.choices,
        verb=verb,
        query=urlencode({"verb": verb}) if verb else "",
    )
    return render(request, "configurations/audit_log.html", context)


@require_safe
def export(request: HttpRequest, key: UUID, form: str) -> StreamingHttpResponse:
    """Send all of it as a file, while it is read."""
    here = access.to(request, key, Right.OWN)
    written, kind = FORMS[form]
    found = record.events(here.configuration, request.GET.get("verb", ""))
    name = f"{here.configuration.name}.history.{form}"
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition}
    return StreamingHttpResponse(written(found), content_type=kind, headers=headers)
