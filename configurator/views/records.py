"""Signed approval records, and the public keys that check them."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.config.record_key import Unsigned
from configurator.config.record_key import record_keys
from configurator.reviews.signed_record import signed_record
from configurator.views.files import attached
from generators import records


@require_safe
def signed(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Send the signed record of a revision or of an environment; 404 where it is not approved."""
    revision = access.to(request, key).revision(number)
    environment = request.GET.get("environment", "")
    try:
        content = signed_record(revision, record_keys(), environment)
    except Unsigned as error:
        return _unsigned(request, error)
    if content is None:
        raise Http404(number)
    parts = (revision.document["metadata"]["name"], environment, "approval.dsse.json")
    return attached(content, "application/json", ".".join(part for part in parts if part))


@require_safe
def keys_json(request: HttpRequest) -> HttpResponse:
    """Send the public keys of this installation as a JWK set."""
    try:
        text = records.as_jwks(record_keys().public)
    except Unsigned as error:
        return _unsigned(request, error)
    return HttpResponse(text, content_type="application/json")


@require_safe
def keys_pem(request: HttpRequest) -> HttpResponse:
    """Send the public keys of this installation as PEM."""
    try:
        text = records.as_pem(record_keys().public)
    except Unsigned as error:
        return _unsigned(request, error)
    return HttpResponse(text, content_type="text/plain; charset=us-ascii")


def _unsigned(request: HttpRequest, error: Unsigned) -> HttpResponse:
    """Answer that nothing can be signed, and what the administrator has to do."""
    context = {"reason": error.reason}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return render(request, "errors/unsigned.html", context, status=status)
