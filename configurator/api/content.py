"""Answers that are files: their headers, their ETag, and 304 where the client has them already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

import generators

JSON, YAML, TEXT = "application/json", "application/yaml", "text/plain; charset=utf-8"
YAML_STREAM = "application/yaml; charset=utf-8"
ZIP, TAR = "application/zip", "application/x-tar"
LIST: Mapping[str, Any] = {"type": "array", "items": {"type": "object"}}
BINARY: Mapping[str, Any] = {"type": "string", "format": "binary"}


def file_response(request: HttpRequest, content: bytes, kind: str, name: str = "") -> HttpResponse:
    """Return a file with the SHA-256 of its bytes as ETag; 304 where If-None-Match names it."""
    etag = f'"{generators.sha256(content)}"'
    headers = {"ETag": etag}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response = HttpResponse(content, content_type=kind, headers=headers)
    conditional = get_conditional_response(request, etag=etag, response=response)
    return conditional if isinstance(conditional, HttpResponse) else response


def is_cached(request: HttpRequest, content: bytes) -> bool:
    """Tell whether the client has these bytes, so that nothing is sent."""
    etag = f'"{generators.sha256(content)}"'
    conditional = get_conditional_response(request, etag=etag)
    return conditional is not None


def described(*kinds: str, schema: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Describe the response of an operation that answers with a file, for OpenAPI."""
    content = {kind: {"schema": schema or _schema(kind)} for kind in kinds}
    described_responses = {
        200: {"description": "OK", "content": content},
        304: {"description": "The client has it: If-None-Match names its ETag."},
    }
    return {"responses": described_responses}


def _schema(kind: str) -> Mapping[str, Any]:
    if kind in (ZIP, TAR):
        return BINARY
    # A stream of YAML documents is a text; a single one is an object.
    return {"type": "object"} if kind in (YAML, JSON) else {"type": "string"}
