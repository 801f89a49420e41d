"""Requesting and submitting reviews."""

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

from configurator import access
from configurator.access import Right
from configurator.forms.review_request import ReviewRequestForm
from configurator.forms.reviews import review_form
from configurator.forms.submitted import posted
from configurator.pages.configuration_frame import framed
from configurator.reviews.state import Decision
from configurator.reviews.summary import review_summary
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import threads
from configurator.views.revisions import review_context
from configurator.views.revisions import revision_page
from configurator.wording.plurals import counted
from configurator.wording.plurals import listed

SUBMITTED = {
    Decision.APPROVE: "You approved revision {}{}.",
    Decision.REQUEST_CHANGES: "You requested changes to revision {}{}.",
    Decision.COMMENT: "You commented on revision {}{}.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Submit a review of the revision that the page shows."""
    grant = access.to(request, key, Right.REVIEW)
    revision = grant.revision(number)
    form = review_form(grant, revision, request.POST)
    if request.method != "POST" or form is None:
        # An invalid form is shown at this URL, and people open it again.
        return redirect("revision", key, number)
    if form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        try:
            submitted = reviews.submit(
                key,
                number,
                grant.visitor,
                decision=decision,
                body=form.cleaned_data["body"],
                digest=form.cleaned_data["digest"],
                environments=form.cleaned_data.get("environments", ()),
            )
        except reviews.Refused as refused:
            form.add_error(None, str(refused))
        except access.NoAccess:
            raise Http404(key) from None
        else:
            names = listed(submitted.review.environments)
            text = SUBMITTED[decision].format(number, f" for {names}" if names else "")
            if form.pending:
                text += f" Published with it: {counted(form.pending, 'comment')}."
            messages.success(request, text)
            # Without a fragment the browser would keep that of the form, below the message.
            return redirect(f"{reverse('revision', args=[key, number])}#top")
    context = {**revision_page(request, grant, revision), **review_context(grant, revision, form)}
    return render(request, "revisions/revision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete the comments of the visitor's pending review, once that is confirmed."""
    grant = access.to(request, key, Right.REVIEW)
    if request.method == "POST":
        discarded = threads.discard_pending(grant)
        messages.success(request, f"Pending review discarded: {counted(discarded, 'comment')}.")
        return redirect("discussion-latest", key)
    context = framed(grant, "discussion", comments=list(grant.pending_comments))
    return render(request, "reviews/discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reviewers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the participants of the review, and request a review from more people."""
    grant = access.to(request, key, Right.EDIT)
    revision = grant.latest
    if revision is None:
        return redirect("save", key)
    form = ReviewRequestForm(grant, revision, posted(request))
    if form.is_valid():
        try:
            people = review_requests.create(grant, form.people)
        except reviews.Refused as refused:
            form.add_error("others", str(refused))
        else:
            names = listed([person.display_name for person in people])
            text = (
                f"Review requested from {names}."
                if people
                else "Their review is requested already."
            )
            messages.success(request, text)
            return redirect("reviewers", key)
    summary = review_summary(grant, revision)
    context = framed(grant, "reviewers", revision=revision, review=summary, form=form)
    return render(request, "reviews/reviewers.html", context)


@require_POST
def withdraw_request(request: HttpRequest, key: UUID, request_key: int) -> HttpResponse:
    """Withdraw a request for a review."""
    grant = access.to(request, key, Right.EDIT)
    withdrawn = review_requests.withdraw(grant, request_key)
    if withdrawn:
        messages.success(request, f"Review request to {withdrawn.reviewer.display_name} withdrawn.")
    return redirect("reviewers", key)
