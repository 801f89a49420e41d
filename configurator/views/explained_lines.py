"""Why a line is there, and which lines a choice makes: fragments of the pages that show files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.models import Configuration
from configurator.pages.draft_review import draft_review
from configurator.pages.explained_lines import by_file
from configurator.pages.explained_lines import lines_of_choices
from configurator.pages.explained_lines import reason_at
from configurator.pages.explained_lines import reasons
from configurator.wizard import progress
from configurator.wizard.answers import PAGE


@require_safe
def draft_file(request: HttpRequest, key: UUID, path: str) -> HttpResponse:
    """Send the reason of each line of a draft's file, to be put beside the lines."""
    draft = access.draft(request, key)
    file = _file(generators.preview(draft.judgement).bundle, path)
    context = {"lines": reasons(draft.plan_file, file)}
    return render(request, "explanation/reasons.html", context)


@require_safe
def draft_line(request: HttpRequest, key: UUID, path: str) -> HttpResponse:
    """Send why one line of a draft's file is there, while somebody points at its number."""
    draft = access.draft(request, key)
    file = _file(generators.preview(draft.judgement).bundle, path)
    line = reason_at(draft.plan_file, file, request.GET.get("line", ""))
    context = {"draft": draft, "reason": line}
    return render(request, "explanation/line_reason.html", context)


@require_safe
def revision_file(request: HttpRequest, key: UUID, number: int, path: str) -> HttpResponse:
    """Send the reason of each line of a revision's file, to be put beside the lines."""
    revision = access.to(request, key).revision(number)
    file = _file(revision.bundle, path)
    try:
        explained = reasons(revision.plan_file, file)
    except generators.Unreadable:
        explained = ()
    return render(request, "explanation/reasons.html", {"lines": explained})


@require_safe
def lines(request: HttpRequest, key: UUID, choice: str) -> HttpResponse:
    """List the lines that a choice makes in the files of a draft."""
    draft = access.draft(request, key)
    context = {
        **_lines_of(draft, choice),
        "draft": draft,
        "stages": progress.stages(draft),
        "draft_review": draft_review(draft),
    }
    return render(request, "explanation/choice.html", context)


@require_safe
def count(request: HttpRequest, key: UUID, choice: str) -> HttpResponse:
    """Count the lines that a choice makes, for its question."""
    draft = access.draft(request, key)
    return render(request, "explanation/count.html", _lines_of(draft, choice))


def _lines_of(draft: Configuration, path: str) -> dict[str, object]:
    declared = next((choice for choice in PAGE.choices if choice.path == path), None)
    if declared is None:
        raise Http404(path)
    covered = declared.covers if isinstance(declared, generators.Shorthand) else (path,)
    made = lines_of_choices(draft.plan_file, covered)
    return {"choice": declared, "lines": made, "files": by_file(made)}


def _file(bundle: generators.Bundle | None, path: str) -> generators.Rendered:
    try:
        file = bundle.file(path) if bundle else None
    except KeyError:
        file = None
    if file is None:
        raise Http404(path)
    return file
