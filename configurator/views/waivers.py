"""Waivers: accepting a warning in review, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.forms.reviews import WaiverForm
from configurator.forms.submitted import posted
from configurator.models import Revision
from configurator.pages.configuration_frame import framed
from configurator.reviews.state import taking_back_refusal
from configurator.reviews.state import waiver_refusal
from configurator.reviews.waivers import accepted
from configurator.services import waivers
from configurator.services.reviews import Refused
from configurator.services.waivers import Terms


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, key: UUID, number: int, rule: str) -> HttpResponse:
    """Accept a warning: with a reason, somebody who answers for it, and a last day."""
    here = access.to(request, key, Right.REVIEW)
    here.require_all()
    shown, who = here.revision(number), access.signed_in(request)
    finding = next((each for each in shown.judged if each.rule == rule), None)
    if finding is None:
        raise Http404(rule)
    form = WaiverForm(posted(request))
    why_not = "" if form.is_bound else waiver_refusal(shown, who, rule)
    if form.is_valid():
        try:
            terms = Terms(**form.cleaned_data)
            made = waivers.give(key, number, rule, here.visitor, terms)
        except Refused as refused:
            why_not = str(refused)
        else:
            messages.success(request, f"Waived. That made revision {made.number}.")
            return redirect("revision", key, made.number)
    context = {**_page(here, shown), "finding": finding, "form": form, "why_not": why_not}
    return render(request, "reviews/waive.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, key: UUID, number: int, rule: str) -> HttpResponse:
    """Take a waiver back, once it was confirmed."""
    here = access.to(request, key, Right.REVIEW)
    here.require_all()
    shown, who = here.revision(number), access.signed_in(request)
    why_not = taking_back_refusal(shown, rule)
    if request.method == "POST":
        try:
            made = waivers.take_back(key, number, rule, who)
        except Refused as refused:
            why_not = str(refused)
        else:
            messages.success(request, f"Taken back. That made revision {made.number}.")
            return redirect("revision", key, made.number)
    waiver = next((each for each in accepted(shown) if each.rule == rule), None)
    if waiver is None:
        raise Http404(rule)
    context = {**_page(here, shown), "waiver": waiver, "why_not": why_not}
    return render(request, "reviews/withdraw_waiver.html", context)


def _page(here: Access, shown: Revision) -> dict[str, object]:
    return framed(here, "revision", revision=shown, last=here.configuration.latest)
