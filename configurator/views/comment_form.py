"""What the pages of threads and comments share: the form as it was sent, and where to go next."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

import generators
from configurator.comments.discussion import Discussion
from configurator.comments.subject import Subject
from configurator.comparison import urls
from configurator.forms.comments import CommentForm
from configurator.forms.comments import suggestable
from configurator.forms.submitted import posted
from configurator.models import Comment
from configurator.models import Revision
from configurator.services.reviews import Refused
from configurator.services.suggestions import suggestion_for

REVISION = re.compile(r"[1-9][0-9]{0,8}")


def sent_form(
    request: HttpRequest,
    discussion: Discussion | None = None,
    subject: Subject | None = None,
    **options: Any,
) -> CommentForm:
    """Return the form as it was sent, or an empty one where the page was only requested.

    A value can be suggested where the ``subject`` is a choice.
    """
    if discussion and subject:
        options |= suggestable(discussion, subject)
    return CommentForm(posted(request), **options)


def is_submitted(request: HttpRequest, form: CommentForm) -> bool:
    """Tell whether the comment is to be stored, and not only previewed."""
    return form.is_valid() and "preview" not in request.POST


def suggested(form: CommentForm, revision: Revision, subject: Subject) -> dict[str, Any] | None:
    """Return the suggestion of a valid form, or nothing; an impossible one is its error."""
    if not form.suggests:
        return None
    try:
        return suggestion_for(revision, subject.path, form.value)
    except Refused as refused:
        form.add_error("value", str(refused))
        return None


def form_context(request: HttpRequest, form: CommentForm, **more: Any) -> dict[str, Any]:
    """Gather what the form's template shows: the form, its preview and the page to return to."""
    return {
        "form": form,
        "preview": form.text if form.is_valid() else "",
        "back": _back(request),
        **more,
    }


def redirect_to_comment(comment: Comment, revision_number: int, page: str) -> HttpResponse:
    """Redirect to a comment on a page. The discussion has pages, so it gets the thread's key."""
    discussion = reverse("discussion", args=[comment.thread.configuration_id, revision_number])
    query = f"?thread={comment.thread_id}" if page == discussion else ""
    return redirect(f"{page}{query}#comment-{comment.pk}")


def page_before(request: HttpRequest, key: UUID, number: int) -> str:
    """Return the page that the form was on: one of this revision, or a comparison.

    It is the discussion if the form names none.
    """
    wanted = _back(request)
    known = (reverse("revision", args=[key, number]), f"{reverse('compare')}?")
    if wanted.startswith(known):
        return wanted.partition("#")[0]
    return compared_page(request, key) or reverse("discussion", args=[key, number])


def compared_page(request: HttpRequest, key: UUID) -> str:
    """Return the page whose link the form was opened with, as ``compared`` of its query names it.

    That is the comparison of two revisions, ``1-2``, or of a preset with one, ``small-team-1``, or
    the page of one, ``2``.
    """
    left, between, right = request.GET.get("compared", "").rpartition("-")
    if not REVISION.fullmatch(right):
        return ""
    if not between:
        return reverse("revision", args=[key, int(right)])
    if any(left == preset.slug for preset in generators.PRESETS):
        return urls.page(urls.preset(left), urls.revision(key, int(right)))
    if not REVISION.fullmatch(left):
        return ""
    return urls.page(urls.revision(key, int(left)), urls.revision(key, int(right)))


def _back(request: HttpRequest) -> str:
    return request.POST.get("back") or request.GET.get("back", "")
