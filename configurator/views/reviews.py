"""Reviews: asking for them, and giving a verdict."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator import access
from configurator.access import Right
from configurator.forms.review_request import AskForm
from configurator.forms.reviews import review_form
from configurator.forms.submitted import posted
from configurator.pages.configuration_frame import framed
from configurator.reviews.state import Verdict
from configurator.reviews.summary import board
from configurator.services import review_requests
from configurator.services import reviews
from configurator.views.revisions import page
from configurator.views.revisions import reviewed

TOLD = {
    Verdict.APPROVE: "You approved revision {}.",
    Verdict.REQUEST_CHANGES: "You requested changes to revision {}.",
    Verdict.COMMENT: "You commented on revision {}.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Give a verdict on the revision that the page shows."""
    here = access.to(request, key, Right.REVIEW)
    shown = here.revision(number)
    form = review_form(here, shown, request.POST)
    if request.method != "POST" or form is None:
        # A form that was refused is answered at this address, and people open it again.
        return redirect("revision", key, number)
    if form.is_valid():
        said = form.cleaned_data
        verdict = Verdict(said["verdict"])
        try:
            reviews.give(
                key,
                number,
                here.visitor,
                verdict=verdict,
                body=said["body"],
                digest=said["digest"],
            )
        except reviews.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, TOLD[verdict].format(number))
            # Without a place of its own the answer would stay at the form's, below what it says.
            return redirect(f"{reverse('revision', args=[key, number])}#top")
    context = {**page(here, shown), **reviewed(here, shown, form)}
    return render(request, "revisions/revision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reviewers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who was asked for a review, and ask more people."""
    here = access.to(request, key, Right.EDIT)
    shown = here.latest
    if shown is None:
        return redirect("save", key)
    form = AskForm(here, shown, posted(request))
    if form.is_valid():
        try:
            asked = review_requests.ask(here, form.people)
        except reviews.Refused as refused:
            form.add_error("others", str(refused))
        else:
            names = ", ".join(each.shown for each in asked)
            told = f"You asked {names} for a review." if asked else "They were asked already."
            messages.success(request, told)
            return redirect("reviewers", key)
    context = framed(here, "reviewers", revision=shown, board=board(here, shown), form=form)
    return render(request, "reviews/reviewers.html", context)


@require_POST
def remove(request: HttpRequest, key: UUID, request_key: int) -> HttpResponse:
    """Take a request for a review back."""
    here = access.to(request, key, Right.EDIT)
    gone = review_requests.withdraw(here, request_key)
    if gone:
        messages.success(request, f"{gone.reviewer.shown} is not asked any longer.")
    return redirect("reviewers", key)
