"""What an approval is worth: its record, and the page that verifies a bundle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.models import Configuration
from configurator.plans.unzip import unreadable
from configurator.queries.verification import Verified
from configurator.queries.verification import verified
from configurator.reviews.approval_record import approval
from configurator.reviews.approval_record import as_json
from configurator.views.files import attached

NOTHING = "No file was chosen, or it is empty. Choose the zip of a bundle."


@require_safe
def record(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the approval record of a revision; 404 where it is not approved."""
    shown = access.to(request, key).revision(number)
    found = approval(shown)
    if found is None:
        raise Http404(number)
    name = f"{found['configuration']['name']}.approval.json"
    return attached(as_json(found), "application/json", name)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Tell whether a zip is what was approved. What was uploaded is forgotten at once."""
    if request.method != "POST":
        return render(request, "verify/verify.html")
    sent = request.FILES.get("zip")
    try:
        found = _found(request, sent if isinstance(sent, UploadedFile) else None)
    except generators.Unreadable as error:
        return render(request, "verify/verify.html", {"problems": error.problems, "file": sent})
    return render(request, "verify/verify.html", {**_page(request, found), "file": sent})


def _found(request: HttpRequest, sent: UploadedFile[bytes] | None) -> Verified:
    if sent is None or not sent.size:
        raise unreadable(NOTHING)
    who = access.person(request)
    among = access.visible(who) if who else Configuration.objects.none()
    return verified(sent.read(settings.LARGEST_ZIP + 1), among)


def _page(request: HttpRequest, found: Verified) -> dict[str, Any]:
    """Show what is known; where it was saved is shown to those only who may see it there."""
    who = access.visitor(request)
    open_to_them = {
        revision.pk
        for revision, _ in found.known
        if (here := access.at(who, revision.configuration, revision.number))
        and here.pinned in (None, revision.pk)
    }
    return {"found": found, "open": open_to_them}
