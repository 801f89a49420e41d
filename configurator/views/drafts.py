"""A draft as a whole: one-press fixes, and its end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST

import generators
from configurator import access
from configurator.access import Right
from configurator.progress import written
from configurator.services import answers


@require_POST
def fix(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the fix that a finding offers."""
    configuration = access.draft(request, key)
    mark = request.POST.get("fix", "")
    told(request, answers.fix(configuration.pk, mark, access.person(request)))
    return redirect("review", configuration.pk)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete a draft, once it was confirmed."""
    configuration = access.to(request, key, Right.REMOVE).configuration
    if request.method == "POST":
        configuration.delete()
        messages.success(request, f"{configuration.name} was deleted.")
        return redirect("front")
    return render(request, "drafts/delete.html", {"draft": configuration})


def told(request: HttpRequest, finding: generators.Finding | None) -> None:
    """Say whether a fix was taken."""
    if finding:
        messages.success(request, f"Fixed “{finding.rule.title}”: {written(finding.change)}.")
    else:
        messages.info(request, "That finding is gone already, so there was nothing to fix.")
