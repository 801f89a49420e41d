"""What the pages of threads and comments share: the form as it was sent, and where to go next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from configurator.forms.comments import CommentForm
from configurator.forms.submitted import posted
from configurator.models import Comment


def sent_form(request: HttpRequest, **options: Any) -> CommentForm:
    """Return the form as it was sent, or an empty one where the page was only requested."""
    return CommentForm(posted(request), **options)


def is_submitted(request: HttpRequest, form: CommentForm) -> bool:
    """Tell whether the comment is to be stored, and not only previewed."""
    return form.is_valid() and "preview" not in request.POST


def form_context(request: HttpRequest, form: CommentForm) -> dict[str, Any]:
    """Gather what the form's template shows: the form, its preview and the page to return to."""
    return {
        "form": form,
        "preview": form.text if form.is_valid() else "",
        "back": _back(request),
    }


def redirect_to_comment(comment: Comment, revision_number: int, page: str) -> HttpResponse:
    """Redirect to a comment on a page. The discussion has pages, so it gets the thread's key."""
    discussion = reverse("discussion", args=[comment.thread.configuration_id, revision_number])
    query = f"?thread={comment.thread_id}" if page == discussion else ""
    return redirect(f"{page}{query}#comment-{comment.pk}")


def page_before(request: HttpRequest, key: UUID, number: int) -> str:
    """Return the page of this revision that the form was on; the discussion if it names none."""
    wanted = _back(request)
    if wanted.startswith(reverse("revision", args=[key, number])):
        return wanted.partition("#")[0]
    return reverse("discussion", args=[key, number])


def _back(request: HttpRequest) -> str:
    return request.POST.get("back") or request.GET.get("back", "")
