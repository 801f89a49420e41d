"""Plans in request bodies: read within a size limit, and compared where the base is outdated."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse

import generators
from configurator.api.problems import Problem
from configurator.forms.free_text import FreeTextField
from configurator.models import Configuration
from configurator.models import Revision
from configurator.plans import plan_size

YAML, JSON = "application/yaml", "application/json"

UNREADABLE = "This version cannot read the plan of this draft. Open it in the browser to repair it."
EXAMPLE = """apiVersion: skillflaw-configurator/v1
kind: DeploymentPlan
metadata: {name: acme-production}
spec:
  release: {firstInstall: true, backend: {tag: "1.8.2"}}
  database: {host: skillflaw.db.acme.com}
  redis: {host: cache.acme.com, tls: true}
  ingress:
    gateway: {name: public, namespace: gateway}
    controllerNamespace: envoy-gateway-system
    hosts: {api: api.skillflaw.acme.com}
  tls: {mode: at-gateway}
"""
NOTE_HEADER = "Revision-Note"
OR_HEADER = f"Or the header {NOTE_HEADER}, percent-encoded: queries may be in a proxy's log."
NOTE = FreeTextField(required=False, max_length=2000)


def plan_body() -> dict[str, Any]:
    """Describe a request body that is a plan file, for OpenAPI."""
    yaml = {"schema": {"type": "object"}, "example": EXAMPLE}
    json = {
        "schema": {"type": "object"},
        "example": generators.sparse_file(generators.read_plan_file(EXAMPLE.encode())),
    }
    return {
        "requestBody": {
            "required": True,
            "description": "A plan file, in YAML or JSON. /api/v1/schema is its JSON Schema.",
            "content": {YAML: yaml, JSON: json},
        }
    }


def require_readable(draft: Configuration) -> None:
    """Raise 409 where an older version stored a draft that this one cannot read."""
    if not draft.readable:
        raise Problem(HTTPStatus.CONFLICT, UNREADABLE)


def read_plan(request: HttpRequest) -> generators.PlanFile:
    """Read the plan file in a request; ``Unreadable`` names its problems."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > settings.LARGEST_PLAN:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    plan = generators.read_plan_file(request.body)
    if plan_size.size_of(generators.sparse_file(plan)) > plan_size.LARGEST:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, plan_size.TOO_LARGE)
    return plan


def plan_response(request: HttpRequest, document: Mapping[str, Any]) -> HttpResponse:
    """Return a plan file: YAML, or JSON where the header Accept prefers it."""
    if request.get_preferred_type([YAML, JSON]) == JSON:
        return JsonResponse(document)
    return HttpResponse(generators.dump([document]), content_type=YAML)


def clean_note(note: str) -> str:
    """Validate and clean a note as the form of a page does."""
    return NOTE.clean(note)


def note_of(request: HttpRequest, note: str) -> str:
    """Validate and clean the note of a query, or of a header, which no proxy writes into a log."""
    return clean_note(note or unquote(request.headers.get(NOTE_HEADER, "")))


def base_outdated(
    base: int, before: Revision, latest: Revision, plan: generators.PlanFile
) -> Problem:
    """Return the problem 409 with the changes of both sides since the base revision."""
    start = dict(_leaves(before.complete))
    ours, theirs = (
        {
            path: value
            for path in sorted({*start, *side})
            if (value := side.get(path)) != start.get(path)
        }
        for side in (dict(_leaves(generators.complete_file(plan))), dict(_leaves(latest.complete)))
    )
    both = [path for path in ours if path in theirs and ours[path] != theirs[path]]
    return Problem(
        HTTPStatus.CONFLICT,
        f"The plan is based on revision {base}, but revision {latest.number} is the latest. "
        f"Nothing was saved. Merge both changes, then send the plan with base={latest.number}.",
        base=base,
        latest=latest.number,
        yours=ours,
        theirs=theirs,
        conflicts=both,
    )


def _leaves(document: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of a plan with the paths of their choices."""
    if isinstance(document, Mapping) and document:
        for name, value in document.items():
            yield from _leaves(value, f"{path}.{name}".removeprefix(".").removeprefix("spec."))
    else:
        yield path, document
