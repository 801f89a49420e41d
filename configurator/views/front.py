"""The front page: start from a preset, from blank or from a file, or go on."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django.views.decorators.http import require_POST
from django.views.decorators.http import require_safe

import generators
from configurator import access
from configurator.cards import cards
from configurator.services import drafts

ZIP = b"PK\x03\x04"
SHOWN = 50


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the presets, and the drafts of this browser."""
    return render(request, "front.html", _front(request))


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft from a preset or from blank."""
    slug = request.POST.get("preset", "")
    preset = next((each for each in generators.PRESETS if each.slug == slug), None)
    draft = drafts.start(_who(request), preset)
    return redirect("step", draft.pk, "metadata")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Begin a draft from a plan file or from the zip of a bundle."""
    if request.method != "POST":
        # A refused file is answered at this address, and people open it again.
        return redirect("front")
    sent = request.FILES.get("plan")
    try:
        plan = generators.read(_plan_source(sent if isinstance(sent, UploadedFile) else None))
    except generators.Unreadable as error:
        context = {**_front(request), "problems": error.problems, "file": sent}
        return render(request, "front.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    draft = drafts.keep(_who(request), plan)
    return redirect("review", draft.pk)


def _who(request: HttpRequest) -> access.Visitor:
    """Name who begins a draft; a browser that nobody signed in from gets a name now."""
    if access.person(request) is None:
        access.browser(request)
    return access.visitor(request)


def _front(request: HttpRequest) -> dict[str, object]:
    return {"cards": cards(), "drafts": access.drafts(request)[:SHOWN]}


def _plan_source(sent: UploadedFile[bytes] | None) -> bytes:
    """Read what was sent, in bounds; of a zip no more than its plan is unpacked."""
    if sent is None or not sent.size:
        raise _unreadable("No file was chosen, or it is empty. Choose a plan file or a bundle zip.")
    packed = sent.read(len(ZIP)) == ZIP
    most = settings.LARGEST_ZIP if packed else settings.LARGEST_PLAN
    if sent.size > most:
        kind = "zip" if packed else "plan file"
        raise _unreadable(f"A {kind} may have {most // settings.LARGEST_PLAN} MiB at most.")
    sent.seek(0)
    return generators.plan_from_zip(sent.read()) if packed else sent.read()


def _unreadable(message: str) -> generators.Unreadable:
    return generators.Unreadable((generators.Problem(message),))
