"""The approval rules of a team: every member reads them, owners change them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

from configurator.access import memberships
from configurator.forms.approval_rules import ApprovalRuleForm
from configurator.forms.submitted import posted
from configurator.models import ApprovalRule
from configurator.models import Membership
from configurator.services import approval_rules as services


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """List the approval rules of a team; an owner can add another."""
    membership = memberships.of_visitor(request, slug, owner=request.method == "POST")
    form = ApprovalRuleForm(None, posted(request))
    if form.is_valid():
        services.add(membership.team, form.terms, membership.person)
        messages.success(request, "Approval rule added. What is approved stays approved.")
        return redirect("approval-rules", slug)
    rows = membership.team.approval_rules.select_related("approvers").prefetch_related("people")
    return render(request, "approval_rules/list.html", _context(membership, form, rules=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rule(request: HttpRequest, slug: str, rule_key: int) -> HttpResponse:
    """Show and save one approval rule."""
    membership = memberships.of_visitor(request, slug, owner=True)
    row = _owned(membership, rule_key)
    form = ApprovalRuleForm(row, posted(request))
    if form.is_valid():
        services.change(row, form.terms, membership.person)
        messages.success(request, "Approval rule saved. What is approved stays approved.")
        return redirect("approval-rules", slug)
    return render(request, "approval_rules/rule.html", _context(membership, form, rule=row))


@require_POST
@login_required
def delete(request: HttpRequest, slug: str, rule_key: int) -> HttpResponse:
    """Delete an approval rule."""
    membership = memberships.of_visitor(request, slug, owner=True)
    services.delete(_owned(membership, rule_key), membership.person)
    messages.success(request, "Approval rule deleted.")
    return redirect("approval-rules", slug)


def _owned(membership: Membership, key: int) -> ApprovalRule:
    return get_object_or_404(membership.team.approval_rules.select_related("team"), pk=key)


def _context(membership: Membership, form: ApprovalRuleForm, **context: Any) -> dict[str, Any]:
    own = {"team": membership.team, "membership": membership, "tab": "approval-rules"}
    return {**own, "form": form, **context}
