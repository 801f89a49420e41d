"""The approval record of a revision, and the page that verifies a bundle."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.config.record_key import unsigned_reason
from configurator.models import Configuration
from configurator.queries.verification import Verification
from configurator.queries.verification import verify_bundle
from configurator.reviews.approval_record import approval
from configurator.reviews.approval_record import as_json
from configurator.views.files import attached

NO_FILE = "No file was chosen, or it is empty. Choose the zip or the tar of a bundle."


@require_safe
def record(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the approval record of a revision; 404 where it is not approved."""
    revision = access.to(request, key).revision(number)
    document = approval(revision)
    if document is None:
        raise Http404(number)
    name = f"{document['configuration']['name']}.approval.json"
    return attached(as_json(document), "application/json", name)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Tell whether a bundle is what was approved. The upload is not stored."""
    if request.method != "POST":
        return render(request, "verify/verify.html")
    sent = request.FILES.get("bundle")
    try:
        verification = _verification(request, sent if isinstance(sent, UploadedFile) else None)
    except generators.Unreadable as error:
        return render(request, "verify/verify.html", {"problems": error.problems, "file": sent})
    return render(request, "verify/verify.html", {**_page(request, verification), "file": sent})


def _verification(request: HttpRequest, sent: UploadedFile[bytes] | None) -> Verification:
    if sent is None or not sent.size:
        raise generators.unreadable(NO_FILE)
    person = access.person(request)
    among = access.visible(person) if person else Configuration.objects.none()
    return verify_bundle(generators.received(sent.read(generators.BUNDLE_LIMIT + 1)), among)


def _page(request: HttpRequest, verification: Verification) -> dict[str, Any]:
    """Return the context of the page; links only to revisions that this visitor may see."""
    visitor = access.visitor(request)
    accessible = {
        revision.pk
        for revision, _ in verification.known
        if (visitor_access := access.at(visitor, revision.configuration, revision.number))
        and visitor_access.pinned in (None, revision.pk)
    }
    environments = verification.environments()
    return {
        "verification": verification,
        "open": accessible,
        "environments": environments,
        "unsigned": unsigned_reason(),
    }
