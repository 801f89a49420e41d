"""Fragments beside what a comparison or a page shows: a form that starts a thread, one thread."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_safe

from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.comments.discussion import Discussion
from configurator.comments.subject import About
from configurator.comments.subject import find_subject
from configurator.comments.subject import line_subject
from configurator.comments.subject import thread_subject
from configurator.models import Thread
from configurator.pages.configuration_frame import framed
from configurator.services import threads
from configurator.views.comment_form import form_context
from configurator.views.comment_form import is_submitted
from configurator.views.comment_form import sent_form
from configurator.views.comment_form import suggested
from configurator.views.revision_files import line_reason

COLUMNS = {"3", "4", "6"}  # of the tables that a fragment becomes a row of


@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the form that starts a thread, with its subject; the thread, once it is started."""
    grant = access.to(request, key, Right.REVIEW)
    discussion = Discussion(grant, grant.revision(number))
    subject = find_subject(discussion.anchors, request.GET.dict())
    if subject is None:
        raise Http404(number)
    columns = request.GET.get("columns", "")
    context = {
        "subject": subject,
        "columns": columns if columns in COLUMNS else "",
        "choice": discussion.anchors.choices.get(subject.path)
        if subject.about == About.CHOICE
        else None,
    }
    form = sent_form(request, discussion, subject, of=f"{number}-{subject.identifier}")
    suggestion = suggested(form, discussion.revision, subject) if form.is_valid() else None
    if is_submitted(request, form):
        comment = threads.start(
            *(grant, discussion.revision, subject, form.text, form.key),
            pending=form.is_pending,
            suggestion=suggestion,
        )
        return _thread(request, grant, discussion, comment.thread, **context)
    context |= _context(request, grant, discussion)
    context |= form_context(request, form, suggestion=suggestion)
    return render(request, "comments/new_thread_beside.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Send one thread; reply to it, resolve or reopen it before."""
    grant = access.to(request, key, Right.REVIEW if request.method == "POST" else Right.READ)
    discussion = Discussion(grant, grant.revision(number))
    row = grant.thread(thread)
    subject = thread_subject(row)
    form = sent_form(request, discussion, subject, of=str(thread))
    suggestion = suggested(form, discussion.revision, subject) if form.is_valid() else None
    action = request.POST.get("action")
    replied = is_submitted(request, form)
    if replied:
        threads.reply(
            *(grant, row, form.text, form.key), pending=form.is_pending, suggestion=suggestion
        )
    if action and (replied or "body" not in request.POST):
        threads.set_resolved(grant, row, resolved=action == "resolve")
    unsent = {} if replied or not form.is_bound or "body" not in request.POST else {"form": form}
    if unsent:
        unsent |= form_context(request, form, suggestion=suggestion)
    return _thread(request, grant, discussion, row, **unsent)


@require_safe
def reason(request: HttpRequest, key: UUID, number: int, path: str) -> HttpResponse:
    """Send why one line of a revision's file is there, for who points at it or comments on it."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    line = request.GET.get("line", "")
    discussion = Discussion(grant, revision)
    if line_subject(discussion.anchors, path, line) is None or revision.bundle is None:
        raise Http404(path)
    context = _context(request, grant, discussion)
    context["reason"] = line_reason(revision, revision.bundle.file(path), line)
    return render(request, "explanation/line_reason.html", context)


def _thread(
    request: HttpRequest, grant: Access, discussion: Discussion, row: Thread, **more: Any
) -> HttpResponse:
    context = _context(request, grant, discussion) | more
    context["view"] = discussion.thread(row.pk)
    return render(request, "comments/thread_beside.html", context)


def _context(request: HttpRequest, grant: Access, discussion: Discussion) -> dict[str, Any]:
    """Gather what a fragment shows; links in it lead back to the page that it is a part of."""
    htmx: Any = getattr(request, "htmx", None)
    return framed(
        grant,
        revision=discussion.revision,
        discussion=discussion,
        back=(htmx and htmx.current_url_abs_path) or "",
    )
