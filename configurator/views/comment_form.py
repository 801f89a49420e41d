"""What the pages of threads and of comments share: the form as it came, and the way back."""

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


def received(request: HttpRequest, **options: Any) -> CommentForm:
    """Read the form that was sent; an empty one where none was."""
    return CommentForm(posted(request), **options)


def to_keep(request: HttpRequest, form: CommentForm) -> bool:
    """Tell whether the words are to be kept, and not only to be looked at."""
    return form.is_valid() and "preview" not in request.POST


def shown(request: HttpRequest, form: CommentForm) -> dict[str, Any]:
    """Gather what the form's template needs: with what is sent, rendered, where it can be read."""
    looked_at = form.is_valid()
    return {
        "form": form,
        "preview": form.text if looked_at else "",
        "back": request.POST.get("back") or request.GET.get("back", ""),
    }


def at_comment(said: Comment, address: str) -> HttpResponse:
    """Lead to a comment on a page; a conversation of many pages is told which thread it is of."""
    thread = f"?thread={said.thread_id}" if address.endswith("/discussion/") else ""
    return redirect(f"{address}{thread}#comment-{said.pk}")


def back(request: HttpRequest, key: UUID, number: int) -> str:
    """Give the page of this revision from which somebody came; the conversation, if none."""
    wanted = request.POST.get("back") or request.GET.get("back", "")
    if wanted.startswith(reverse("revision", args=[key, number])):
        return wanted.partition("#")[0]
    return reverse("discussion", args=[key, number])
