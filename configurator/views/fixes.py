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
    """Apply the fix that a finding offers."""
    configuration = access.draft(request, key)
    mark = request.POST.get("fix", "")
    add_fix_message(request, save.fix(configuration.pk, mark, access.person(request)))
    return redirect("findings", configuration.pk)


def add_fix_message(request: HttpRequest, finding: generators.Finding | None) -> None:
    """Add a message that says whether a fix was applied."""
    if finding:
        messages.success(
            request, f"Fix applied for “{finding.rule.title}”: {written(finding.change)}."
        )
    else:
        messages.info(request, "This finding is already resolved. Nothing was changed.")
