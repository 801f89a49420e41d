"""Plans that programs send: bounded, read, and held against what was there before."""

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

# How the description of the API shows a body that is a plan.
PLAN: Mapping[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A plan file, in YAML or JSON: `manage.py schema` prints its JSON Schema.",
        "content": {kind: {"schema": {"type": "object"}} for kind in (YAML, JSON)},
    }
}
NOTE = FreeTextField(required=False, max_length=2000)


def sent(request: HttpRequest) -> generators.PlanFile:
    """Read the plan file in a request; ``Unreadable`` says what is wrong with it."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > settings.LARGEST_PLAN:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return generators.read_plan_file(request.body)


def worded(note: str) -> str:
    """Give a note as a form would keep it."""
    return NOTE.clean(note)


def moved(base: int, before: Revision, latest: Revision, plan: generators.PlanFile) -> Problem:
    """Say what both sides changed since the revision that a plan was made from."""
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
        f"This plan was made from revision {base}, and the latest is {latest.number}. Nothing was "
        f"saved. Bring both sides together, then send the plan with base={latest.number}.",
        base=base,
        latest=latest.number,
        yours=ours,
        theirs=theirs,
        conflicts=both,
    )


def _leaves(document: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """List the values of a plan by the paths of their choices."""
    if isinstance(document, Mapping) and document:
        for name, value in document.items():
            yield from _leaves(value, f"{place}.{name}".removeprefix(".").removeprefix("spec."))
    else:
        yield place, document
