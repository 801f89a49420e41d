"""Waiving a warning in review, and withdrawing a waiver."""

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
from configurator.reviews.refusals import waiver_refusal
from configurator.reviews.refusals import withdrawal_refusal
from configurator.reviews.waivers import EVERYWHERE
from configurator.reviews.waivers import revision_waivers
from configurator.reviews.waivers import waivable_in
from configurator.services import waivers
from configurator.services.reviews import Refused
from configurator.services.waivers import Terms


@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: HttpRequest, key: UUID, number: int, rule: str) -> HttpResponse:
    """Waive a warning, with a reason, an owner and a last day."""
    grant = access.to(request, key, Right.REVIEW)
    grant.require_all()
    revision, reviewer = grant.revision(number), access.signed_in(request)
    findings = (finding for finding in revision.stored_findings if finding.rule == rule)
    finding = next(findings, None)
    if finding is None:
        raise Http404(rule)
    form = WaiverForm(waivable_in(revision, rule), posted(request))
    refusal = "" if form.is_bound else waiver_refusal(revision, reviewer, rule)
    if form.is_valid():
        try:
            terms = Terms(**form.cleaned_data)
            waived = waivers.waive(key, number, rule, grant.visitor, terms)
        except Refused as refused:
            refusal = str(refused)
        except access.NoAccess:
            raise Http404(key) from None
        else:
            messages.success(request, f"Warning waived. Saved as revision {waived.number}.")
            return redirect("revision", key, waived.number)
    context = {**_page(grant, revision), "finding": finding, "form": form, "refusal": refusal}
    return render(request, "reviews/waive.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: UUID, number: int, rule: str) -> HttpResponse:
    """Withdraw a waiver, once that is confirmed; ``?environment=`` names the one that it is for."""
    grant = access.to(request, key, Right.REVIEW)
    grant.require_all()
    revision, reviewer = grant.revision(number), access.signed_in(request)
    environment = request.GET.get("environment", EVERYWHERE)
    refusal = withdrawal_refusal(revision, rule, environment)
    if request.method == "POST":
        try:
            withdrawn = waivers.withdraw(key, number, rule, reviewer, environment)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"Waiver withdrawn. Saved as revision {withdrawn.number}.")
            return redirect("revision", key, withdrawn.number)
    rows = revision_waivers(revision)
    matching = (row for row in rows if (row.rule, row.environment) == (rule, environment))
    waiver = next(matching, None)
    if waiver is None:
        raise Http404(rule)
    context = {**_page(grant, revision), "waiver": waiver, "refusal": refusal}
    return render(request, "reviews/withdraw_waiver.html", context)


def _page(grant: Access, revision: Revision) -> dict[str, object]:
    return framed(grant, "revision", revision=revision, last=grant.configuration.latest)
