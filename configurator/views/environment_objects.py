"""What an environment of a revision renders: as a page of differences, and as YAML."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from configurator import access
from configurator.pages.configuration_frame import framed
from configurator.pages.environment_objects import environment_objects
from configurator.pages.environment_objects import text_of
from configurator.views.files import attached


@require_safe
def objects(request: HttpRequest, key: UUID, number: int, name: str) -> HttpResponse:
    """Show which lines of an environment's objects differ from what was approved last."""
    grant = access.to(request, key)
    revision = grant.revision(number)
    compared = environment_objects(grant, revision, name)
    if compared is None:
        raise Http404(name)
    context = framed(grant, "revision", revision=revision, objects=compared)
    return render(request, "revisions/environment_objects.html", context)


@require_safe
def objects_yaml(request: HttpRequest, key: UUID, number: int, name: str) -> HttpResponse:
    """Send the objects as YAML; the SHA-256 of these bytes is the digest that is approved."""
    revision = access.to(request, key).revision(number)
    text = text_of(revision, name)
    if text is None:
        raise Http404(name)
    file = f"{revision.document['metadata']['name']}-{name}.objects.yaml"
    return attached(text.encode(), "application/yaml", file)
