"""Downloads of a draft: the bundle as a zip, single files, and the plan file."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.comments.file_view import segments
from configurator.comments.file_view import selected_line
from configurator.models import Configuration
from configurator.models.draft_bundle import bundle_of
from configurator.pages.draft_review import draft_review
from configurator.pages.explained_lines import reason_at
from configurator.pages.explained_lines import reasons_url
from configurator.plans.environments import in_order
from configurator.wizard import progress


@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the bundle's zip; 409 with the errors to fix where there is none."""
    draft = access.draft(request, key)
    bundle = bundle_of(draft)
    if bundle is None:
        return _blocked(request, draft)
    return attached(bundle.zipped(), "application/zip", f"{draft.name}.zip")


@require_safe
def plan_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the plan file of the draft, without defaults."""
    draft = access.draft(request, key)
    # What this version cannot read is sent as it was kept, so that nothing is lost.
    stored = [in_order(draft.document, draft.environments)]
    text = generators.plan_file_yaml(draft.plan_file) if draft.readable else generators.dump(stored)
    return attached(text.encode(), "application/yaml", f"{draft.name}.plan.yaml")


@require_safe
def file(request: HttpRequest, key: UUID, path: str) -> HttpResponse:
    """Show one file of the bundle, with placeholders while errors block it."""
    draft = access.draft(request, key)
    view = generators.preview(draft.judgement)
    try:
        bundle_file = view.bundle.file(path)
    except KeyError:
        raise Http404(path) from None
    line = request.GET.get("line", "")
    selected = selected_line(bundle_file.text, line)
    context = {
        "draft": draft,
        "file": bundle_file,
        "blocked": bool(draft.judgement.errors or draft.pending),
        "placeholders": [entry for entry in view.placeholders if path in entry.files],
        "selected": selected,
        "reason": reason_at(draft.plan_file, bundle_file, line) if selected else None,
        "missing_line": "" if selected else line,
        "segments": segments(bundle_file.text, (), selected),
        "reasons_url": reasons_url("file-reasons", key, path),
        "stages": progress.stages(draft),
        "draft_review": draft_review(draft),
    }
    return render(request, "findings/file.html", context)


def _blocked(request: HttpRequest, draft: Configuration) -> HttpResponse:
    context = {
        "draft": draft,
        "pending": list(draft.pending),
        "summary": progress.summary(draft),
        "stages": progress.stages(draft),
        "draft_review": draft_review(draft),
    }
    return render(request, "findings/blocked.html", context, status=HTTPStatus.CONFLICT)


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """Answer with a file to download."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
