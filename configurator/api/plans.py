"""Plans in request bodies: read within a size limit, and compared where the base is outdated."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest

import generators
from configurator.api.problems import Problem
from configurator.forms.free_text import FreeTextField
from configurator.models import Revision

YAML, JSON = "application/yaml", "application/json"

# The request body in the OpenAPI description.
PLAN: Mapping[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A plan file, in YAML or JSON: `manage.py schema` prints its JSON Schema.",
        "content": {kind: {"schema": {"type": "object"}} for kind in (YAML, JSON)},
    }
}
NOTE = FreeTextField(required=False, max_length=2000)


def read_plan(request: HttpRequest) -> generators.PlanFile:
    """Read the plan file in a request; ``Unreadable`` names its problems."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > settings.LARGEST_PLAN:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return generators.read_plan_file(request.body)


def clean_note(note: str) -> str:
    """Validate and clean a note as the form of a page does."""
    return NOTE.clean(note)


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
