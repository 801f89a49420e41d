"""Editing and deleting one's own comments."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from configurator import access
from configurator.access import Right
from configurator.comments.discussion import Discussion
from configurator.services import threads
from configurator.views.comment_form import form_context
from configurator.views.comment_form import is_submitted
from configurator.views.comment_form import page_before
from configurator.views.comment_form import redirect_to_comment
from configurator.views.comment_form import sent_form
from configurator.views.discussion import discussion_page


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID, number: int, comment: int) -> HttpResponse:
    """Edit a comment of one's own."""
    grant = access.to(request, key, Right.REVIEW)
    own = grant.own_comment(comment)
    back = page_before(request, key, number)
    form = sent_form(request, initial={"body": own.body})
    if is_submitted(request, form):
        threads.edit(grant, own, form.text)
        return redirect_to_comment(own, number, back)
    context = {
        **discussion_page(grant, Discussion(grant, grant.revision(number))),
        "comment": own,
        "cancel": back,
    }
    return render(request, "comments/edit.html", context | form_context(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: UUID, number: int, comment: int) -> HttpResponse:
    """Delete a comment of one's own, once that is confirmed."""
    grant = access.to(request, key, Right.REVIEW)
    own = grant.own_comment(comment)
    back = page_before(request, key, number)
    if request.method == "POST":
        threads.delete(grant, own)
        messages.success(request, "Comment deleted.")
        return redirect_to_comment(own, number, back)
    context = {
        **discussion_page(grant, Discussion(grant, grant.revision(number))),
        "comment": own,
        "back": back,
    }
    return render(request, "comments/delete.html", context)
