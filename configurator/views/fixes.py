"""One-press fixes of a draft."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

import generators
from configurator import access
from configurator.wizard import save
from configurator.wizard.progress import written


@require_POST
def fix(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the fix that a finding offers."""
    configuration = access.draft(request, key)
    mark = request.POST.get("fix", "")
    told(request, save.fix(configuration.pk, mark, access.person(request)))
    return redirect("findings", configuration.pk)


def told(request: HttpRequest, finding: generators.Finding | None) -> None:
    """Say whether a fix was taken."""
    if finding:
        messages.success(request, f"Fixed “{finding.rule.title}”: {written(finding.change)}.")
    else:
        messages.info(request, "That finding is gone already, so there was nothing to fix.")
