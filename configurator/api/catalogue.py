"""The endpoints that need no configuration: validate, generate, the rules, schema and presets."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.http import JsonResponse
from django.utils import timezone
from ninja import Router
from ninja import Schema
from pydantic import Field

import generators
from configurator.api import content
from configurator.api import plans
from configurator.api.problems import Problem

router = Router(tags=["Plans"])

BLOCKED = "Errors block the bundle. “problems” lists them. Fix them, then generate it again."


class Preset(Schema):
    """A preset: a plan to start from."""

    name: str = Field(examples=["small-team"])
    title: str = Field(examples=["Small team"])
    sentence: str = Field(description="Whom it is for.", examples=["One replica of each."])


class Presets(Schema):
    """Every preset."""

    presets: list[Preset]


@router.post(
    "/validate",
    openapi_extra=plans.plan_body() | content.described(content.JSON),
    summary="Validate a plan",
)
def validate(request: HttpRequest) -> HttpResponse:
    """Check a plan without saving it. The response is the JSON of the command `validate`: plan,
    verdict, findings, coverage, problems. A body that is not a plan has the verdict `unreadable`.
    """
    try:
        judgement = generators.judge_file(plans.read_plan(request), timezone.localdate())
        text = generators.as_json(generators.located(judgement))
    except generators.Unreadable as error:
        text = generators.unreadable_as_json(error.problems)
    return HttpResponse(text, content_type=content.JSON)


@router.post(
    "/generate",
    openapi_extra=plans.plan_body() | content.described(content.ZIP),
    summary="Generate a bundle",
)
def generate(request: HttpRequest) -> HttpResponse:
    """Return the zip of a plan's bundle without saving it, as the command `generate` makes it."""
    try:
        bundle = generators.bundle_of(plans.read_plan(request))
    except generators.Blocked as error:
        problems = [
            {"path": finding.paths[0], "rule": finding.rule.slug, "message": finding.message}
            for finding in error.judgement.errors
        ]
        raise Problem(HTTPStatus.CONFLICT, BLOCKED, problems=problems) from None
    return content.file_response(request, bundle.zipped(), content.ZIP, f"{bundle.name}.zip")


@router.get(
    "/rules",
    openapi_extra=content.described(content.JSON, schema=content.LIST),
    summary="List the rules",
)
def list_rules(request: HttpRequest) -> HttpResponse:
    """Return every rule: what, why, fix, statement. It is the JSON of the command `rules`."""
    return content.file_response(request, generators.rules_as_json().encode(), content.JSON)


@router.get(
    "/schema", openapi_extra=content.described(content.JSON), summary="The schema of plan files"
)
def get_plan_schema(request: HttpRequest) -> HttpResponse:
    """Return the JSON Schema of plan files, for editors and pipelines."""
    return JsonResponse(generators.schema())


@router.get("/presets", response=Presets, summary="List the presets")
def list_presets(request: HttpRequest) -> Presets:
    """List the presets, which are plans to start from."""
    return Presets(
        presets=[
            Preset(name=preset.slug, title=preset.title, sentence=preset.sentence)
            for preset in generators.PRESETS
        ]
    )


@router.get(
    "/presets/{slug:name}",
    openapi_extra=content.described(content.YAML, content.JSON),
    summary="The plan of a preset",
)
def get_preset(request: HttpRequest, name: str) -> HttpResponse:
    """Return the plan of a preset: YAML, or JSON by the header Accept. Fill in its blanks."""
    preset = next((preset for preset in generators.PRESETS if preset.slug == name), None)
    if preset is None:
        raise Http404(name)
    return plans.plan_response(request, preset.document())
