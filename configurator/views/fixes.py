"""One-press fixes of a draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from configurator import access
from configurator.services import fixes
from configurator.wizard.progress import written


@require_POST
def fix(request: HttpRequest, key: UUID) -> HttpResponse:
    """Apply the fix that a finding offers."""
    configuration = access.draft(request, key)
    apply_and_report(request, configuration.pk, request.POST.get("fix", ""))
    return redirect("findings", configuration.pk)


def apply_and_report(request: HttpRequest, key: UUID, fix_id: str) -> None:
    """Apply a fix, and say in a message whether there was one to apply."""
    finding = fixes.apply_fix(key, fix_id, access.person(request))
    if finding:
        messages.success(
            request, f"Fix applied for “{finding.rule.title}”: {written(finding.change)}."
        )
    else:
        messages.info(request, "This finding is already resolved. Nothing was changed.")
