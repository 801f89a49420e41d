"""Starting a thread, replying to it, resolving and reopening it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

import generators
from configurator import access
from configurator.access import Right
from configurator.comments.discussion import Discussion
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.comments.subject import find_subject
from configurator.models import Revision
from configurator.services import threads
from configurator.views.comment_form import compared_page
from configurator.views.comment_form import form_context
from configurator.views.comment_form import is_submitted
from configurator.views.comment_form import page_before
from configurator.views.comment_form import redirect_to_comment
from configurator.views.comment_form import sent_form
from configurator.views.comment_form import suggested
from configurator.views.discussion import discussion_page
from configurator.views.revision_files import line_reason


@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show one subject of a revision with its threads, and start another thread about it."""
    grant = access.to(request, key, _right(request))
    discussion = Discussion(grant, grant.revision(number))
    subject = find_subject(discussion.anchors, request.GET.dict())
    if subject is None:
        raise Http404(number)
    form = sent_form(request, discussion, subject)
    suggestion = suggested(form, discussion.revision, subject) if form.is_valid() else None
    if is_submitted(request, form):
        comment = threads.start(
            *(grant, discussion.revision, subject, form.text, form.key),
            pending=form.is_pending,
            suggestion=suggestion,
        )
        page = compared_page(request, key) or _subject_page(key, number, subject)
        return redirect_to_comment(comment, number, page)
    context = {
        **discussion_page(grant, discussion),
        "subject": subject,
        "threads": discussion.about(subject),
        "compared": request.GET.get("compared", ""),
        "compared_url": compared_page(request, key),
        "choice": discussion.anchors.choices.get(subject.path)
        if subject.about == About.CHOICE
        else None,
        "reason": _reason(discussion.revision, subject),
    }
    return render(
        request,
        "comments/new_thread_page.html",
        context | form_context(request, form, suggestion=suggestion),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Show one thread, and reply to it; one button resolves or reopens it as well."""
    grant = access.to(request, key, _right(request))
    discussion = Discussion(grant, grant.revision(number))
    view = discussion.thread(thread)
    form = sent_form(request, discussion, view.subject, of=str(thread))
    suggestion = suggested(form, discussion.revision, view.subject) if form.is_valid() else None
    if is_submitted(request, form):
        comment = threads.reply(
            *(grant, view.thread, form.text, form.key),
            pending=form.is_pending,
            suggestion=suggestion,
        )
        if action := request.POST.get("action"):
            threads.set_resolved(grant, view.thread, resolved=action == "resolve")
        return redirect_to_comment(comment, number, page_before(request, key, number))
    context = {**discussion_page(grant, discussion), "view": view}
    context |= form_context(request, form, suggestion=suggestion)
    return render(request, "comments/thread_page.html", context)


@require_POST
def set_state(request: HttpRequest, key: UUID, number: int, thread: int) -> HttpResponse:
    """Resolve or reopen a thread."""
    grant = access.to(request, key, Right.REVIEW)
    resolved = request.POST.get("action") == "resolve"
    if threads.set_resolved(grant, grant.thread(thread), resolved=resolved):
        messages.success(request, "Thread resolved." if resolved else "Thread reopened.")
    return redirect(f"{page_before(request, key, number)}#thread-{thread}")


def _reason(revision: Revision, subject: Subject) -> generators.ExplainedLine | None:
    """Explain the line that a thread is to be about."""
    if subject.about != About.LINE or revision.bundle is None:
        return None
    return line_reason(revision, revision.bundle.file(subject.path), str(subject.line))


def _right(request: HttpRequest) -> Right:
    return Right.REVIEW if request.method == "POST" else Right.READ


def _subject_page(key: UUID, number: int, subject: Subject) -> str:
    """Return the page that shows a thread beside its subject."""
    match subject.about:
        case About.LINE:
            return reverse("revision-file", args=[key, number, subject.path])
        case About.CHOICE:
            return reverse("choices", args=[key, number])
        case About.FINDING:
            return f"{reverse('thread-new', args=[key, number])}?{subject.query}"
    return reverse("discussion", args=[key, number])
