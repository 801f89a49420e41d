"""The readable pages of the API, made from its OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from configurator.api import curl
from configurator.api.openapi import operations
from configurator.api.site import api

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Member:
    """A parameter of an operation, or a member of a body."""

    name: str
    type: str
    required: bool
    description: str
    place: str = ""


@dataclass(frozen=True)
class Content:
    """A body: its media types, its members and an example of it."""

    kinds: str
    members: tuple[Member, ...]
    example: str = ""
    description: str = ""


@dataclass(frozen=True)
class Endpoint:
    """An operation as the page shows it."""

    slug: str
    method: str
    path: str
    summary: str
    description: str
    changes: bool
    parameters: tuple[Member, ...]
    body: Content | None
    answers: tuple[tuple[int, str, Content], ...]
    errors: tuple[tuple[int, str], ...]
    curl: str


@dataclass(frozen=True)
class Feature:
    """The operations of one tag."""

    slug: str
    title: str
    description: str
    endpoints: tuple[Endpoint, ...]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show how programs use the API, and list its operations by feature."""
    address = request.build_absolute_uri(curl.PREFIX)
    return render(request, "api/overview.html", {"features": features(), "api": address})


@require_safe
def feature(request: HttpRequest, feature: str) -> HttpResponse:
    """Show the operations of one feature with their parameters, bodies and examples."""
    titles = {known.slug: known for known in features()}
    if feature not in titles:
        raise Http404(feature)
    return render(request, "api/feature.html", {"feature": titles[feature]})


@cache
def features() -> tuple[Feature, ...]:
    """Read the document, once: it is the same for everybody."""
    document = api.document
    endpoints = [
        (operation["tags"][0], _endpoint(method, path, operation, document))
        for method, path, operation in operations(document)
    ]
    return tuple(
        Feature(
            slugify(tag["name"]),
            tag["name"],
            tag["description"],
            tuple(endpoint for name, endpoint in endpoints if name == tag["name"]),
        )
        for tag in document["tags"]
    )


def _endpoint(method: str, path: str, operation: Schema, document: Schema) -> Endpoint:
    schemas = document["components"]["schemas"]
    body = operation.get("requestBody")
    answers = [
        (int(status), row["description"], _content(row.get("content", {}), schemas))
        for status, row in operation["responses"].items()
        if "$ref" not in row
    ]
    errors = sorted(int(status) for status, row in operation["responses"].items() if "$ref" in row)
    return Endpoint(
        slug=operation["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=" ".join(operation.get("description", "").split()),
        changes=operation.get("security") == [{"WriteToken": []}],
        parameters=tuple(map(_parameter, operation["parameters"])),
        body=_content(body["content"], schemas, body.get("description", "")) if body else None,
        answers=tuple(answers),
        errors=tuple((status, HTTPStatus(status).phrase) for status in errors),
        curl=curl.command(method, path, operation),
    )


def _parameter(parameter: Schema) -> Member:
    return Member(
        parameter["name"],
        _type(parameter["schema"]),
        parameter["required"],
        parameter.get("description", ""),
        parameter["in"],
    )


def _content(content: Schema, schemas: Schema, description: str = "") -> Content:
    media: Schema = next(iter(content.values()), {})
    example = media.get("example", "")
    text = example if isinstance(example, str) else json.dumps(example, indent=2)
    members = tuple(_members(media.get("schema", {}), schemas))
    return Content(" or ".join(content), members, text.strip(), description)


def _members(schema: Schema, schemas: Schema) -> Iterator[Member]:
    if schema.get("type") == "array":
        schema = schema["items"]
    if "$ref" in schema:
        schema = schemas[_name(schema["$ref"])]
    required = schema.get("required", ())
    for name, member in schema.get("properties", {}).items():
        description = member.get("description", "")
        yield Member(name, _type(member), name in required, description)


def _type(schema: Schema) -> str:
    """Write the type of a value in words."""
    if "$ref" in schema:
        return _name(schema["$ref"])
    if "enum" in schema:
        return _listed(json.dumps(value) for value in schema["enum"])
    if variants := schema.get("anyOf"):
        return _listed(_type(variant) for variant in variants)
    if "const" in schema:
        return json.dumps(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "any value"))


def _listed(values: Iterable[str]) -> str:
    return " or ".join(values)


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
