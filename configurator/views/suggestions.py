"""The suggestions that the author of a draft has not taken yet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from configurator import access
from configurator.access import Right
from configurator.forms.submitted import posted
from configurator.forms.suggestions import SuggestionsForm
from configurator.pages.configuration_frame import framed
from configurator.services import suggestions
from configurator.services.reviews import Refused
from configurator.wording.labels import choice_title
from configurator.wording.plurals import listed


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the suggestions, and take the chosen ones into the draft."""
    grant = access.to(request, key, Right.EDIT)
    comments = list(grant.open_suggestions)
    form = SuggestionsForm(comments, posted(request))
    if form.is_valid():
        try:
            taken = suggestions.take(grant, form.keys)
        except Refused as refused:
            form.add_error("suggestion", str(refused))
        else:
            titles = listed([choice_title(comment.thread.path) for comment in taken])
            messages.success(
                request,
                f"Taken into the draft: {titles}. Save a revision to send it to the reviewers.",
            )
            return redirect("suggestions" if grant.open_suggestions.exists() else "save", key)
    context = framed(grant, "draft", form=form, comments=comments)
    return render(request, "comments/suggestions.html", context)
