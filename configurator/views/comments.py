"""What people do with a comment of their own: change its words, or take them back."""

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
from configurator.views.comment_form import at_comment
from configurator.views.comment_form import back
from configurator.views.comment_form import received
from configurator.views.comment_form import shown
from configurator.views.comment_form import to_keep
from configurator.views.discussion import page


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID, number: int, comment: int) -> HttpResponse:
    """Change the words of a comment of one's own."""
    here = access.to(request, key, Right.REVIEW)
    said = here.own_comment(comment)
    form = received(request, initial={"body": said.body})
    if to_keep(request, form):
        threads.edit(here, said, form.text)
        return at_comment(said, back(request, key, number))
    leave = {"comment": said, "cancel": back(request, key, number)}
    context = {**page(here, Discussion(here, here.revision(number))), **leave}
    return render(request, "comments/edit.html", context | shown(request, form))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: UUID, number: int, comment: int) -> HttpResponse:
    """Ask first, then take the words of a comment of one's own back."""
    here = access.to(request, key, Right.REVIEW)
    said = here.own_comment(comment)
    if request.method == "POST":
        threads.delete(here, said)
        messages.success(request, "Comment deleted.")
        return at_comment(said, back(request, key, number))
    context = {**page(here, Discussion(here, here.revision(number))), "comment": said}
    return render(request, "comments/delete.html", context | {"back": back(request, key, number)})
