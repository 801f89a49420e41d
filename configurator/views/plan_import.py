"""Import of a plan file: compare it with the draft, then replace the draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

import generators
from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.comparison import as_of_today
from configurator.comparison import compare
from configurator.comparison.inputs import of_draft
from configurator.pages.configuration_frame import framed
from configurator.plans import uploads
from configurator.services import drafts

DIGITS = 18
SOURCES = ("a plan file", "a bundle")


@require_http_methods(["GET", "HEAD", "POST"])
def importing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for a file, show what it would change, and change it once that was confirmed."""
    grant = access.to(request, key, Right.EDIT)
    if request.method != "POST":
        return render(request, "configurations/import.html", framed(grant))
    try:
        plan, source = _imported(request)
    except generators.Unreadable as error:
        context = {**framed(grant), "problems": error.problems, "file": request.FILES.get("plan")}
        return render(request, "configurations/import.html", context)
    if "take" in request.POST and _taken(request, grant, plan, source):
        messages.success(request, f"The draft was replaced with the plan from {source}.")
        return redirect("findings", key)
    return render(request, "configurations/import.html", _against(grant, plan, source))


def _imported(request: HttpRequest) -> tuple[generators.PlanFile, str]:
    """Read the file, or the plan that the page showed of it."""
    if "take" not in request.POST:
        return uploads.plan_in(request.FILES.get("plan"))
    source = request.POST.get("source", "")
    plan = generators.read_plan_file(request.POST.get("document", "").encode())
    return plan, source if source in SOURCES else SOURCES[0]


def _taken(request: HttpRequest, grant: Access, plan: generators.PlanFile, source: str) -> bool:
    seen = request.POST.get("seen", "")
    # Python reads no number of many thousand digits.
    number = int(seen) if seen.isdecimal() and len(seen) <= DIGITS else 0
    key, person = grant.configuration.pk, grant.person
    return drafts.import_into(key=key, plan=plan, seen=number, person=person, source=source)


def _against(grant: Access, plan: generators.PlanFile, source: str) -> dict[str, Any]:
    draft = grant.configuration
    # Somebody may have changed it while the file was looked at: show it as it is now.
    draft.refresh_from_db()
    left = of_draft(draft)
    right = as_of_today("Uploaded plan", plan, timezone.localdate())
    return {
        **framed(grant),
        "comparison": compare(left, right),
        "left": {"side": left},
        "right": {"side": right},
        "document": generators.plan_file_yaml(plan),
        "source": source,
        "pending": list(draft.pending),
    }
