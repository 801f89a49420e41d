"""Requests of the API as command lines of curl."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from urllib.parse import urlencode

from configurator.api import content

PREFIX = "/api/v1"
SUFFIXES: Mapping[str, str] = {content.ZIP: "zip", content.TAR: "tar"}


def command(method: str, path: str, operation: Mapping[str, Any]) -> str:
    """Write a request with the examples of its parameters and its body."""
    parameters = operation["parameters"]
    for parameter in parameters:
        if parameter["in"] == "path":
            example = quote(str(parameter["example"]))
            path = path.replace(f"{{{parameter['name']}}}", example)
    named = [row for row in parameters if row["in"] == "query" and "example" in row]
    query = urlencode([(row["name"], row["example"]) for row in named], safe=":/@")
    url = f'"$API{path.removeprefix(PREFIX)}{f"?{query}" if query else ""}"'
    verb = (
        ""
        if method == "get" or (method == "post" and "requestBody" in operation)
        else method.upper()
    )
    parts = ["curl -fsS", *([f"-X {verb}"] if verb else []), '-H "$AUTH"', *_sent(operation)]
    return " \\\n  ".join([" ".join(parts[: 2 + bool(verb)]), *parts[2 + bool(verb) :], url])


def _sent(operation: Mapping[str, Any]) -> list[str]:
    """Write the options that send the body, if there is one, and those that keep an archive."""
    kinds = operation.get("requestBody", {}).get("content", {})
    if content.JSON in kinds and content.YAML not in kinds:
        body = json.dumps(kinds[content.JSON]["example"], ensure_ascii=False).replace("'", "'\\''")
        return ["-H 'Content-Type: application/json'", f"--data '{body}'"]
    if content.YAML in kinds:
        return ["--data-binary @plan.yaml", *_kept(operation)]
    if content.ZIP in kinds:
        return ["--data-binary @acme-production.zip"]
    return _kept(operation)


def _kept(operation: Mapping[str, Any]) -> list[str]:
    kinds = operation["responses"].get("200", {}).get("content", {})
    return [f"-o bundle.{ending}" for kind, ending in SUFFIXES.items() if kind in kinds]
