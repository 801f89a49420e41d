"""One file of a revision's bundle, line by line, with the threads about its lines."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.comments.discussion import Discussion
from configurator.comments.file_view import segments
from configurator.comments.subject import About
from configurator.comments.subject import line_subject
from configurator.models import Revision
from configurator.pages.configuration_frame import framed
from configurator.pages.explained_lines import reason_at
from configurator.pages.explained_lines import reasons_url


@require_safe
def file(request: HttpRequest, key: UUID, number: int, path: str) -> HttpResponse:
    """Show one file of the revision's bundle, with the threads about its lines."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    try:
        file = revision.bundle.file(path) if revision.bundle else None
    except KeyError:
        file = None
    if file is None:
        raise Http404(path)
    discussion = Discussion(grant, revision)
    line = request.GET.get("line", "")
    selected = line_subject(discussion.anchors, path, line)
    threads = discussion.in_file(path)
    context = {
        **framed(grant, "revision", revision=revision, discussion=discussion),
        "file": file,
        "selected": selected,
        "missing_line": "" if selected else line,
        "reason": line_reason(revision, file, line) if selected else None,
        "reasons_url": reasons_url("revision-file-reasons", key, number, path),
        "segments": segments(file.text, threads, selected),
        "left_out": discussion.left_out(About.LINE, path),
        "outdated": [view for view in threads if view.anchor.line is None],
    }
    return render(request, "revisions/file.html", context)


def line_reason(
    revision: Revision, file: generators.Rendered, line: str
) -> generators.ExplainedLine | None:
    """Explain a line; nothing where this version cannot read the plan any more."""
    try:
        return reason_at(revision.plan_file, file, line)
    except generators.Unreadable:
        return None
