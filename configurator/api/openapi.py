"""The OpenAPI document: what django-ninja derives, with errors, examples and descriptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from configurator.api.examples import example_of
from configurator.api.problems import CONTENT_TYPE
from configurator.api.problems import DETAILS

Operation = dict[str, Any]

DESCRIPTION = (
    "Everything that the pages do, for programs. Create a token at /account/tokens/ and send it as "
    "`Authorization: Bearer skfc_…`. Requests that change something need a token with the scope "
    "“read and write”. A token may do what its owner may do, at most 120 requests in a minute. "
    "Bodies are JSON, except for plans, which are YAML or JSON, and archives. Every error is a "
    "problem (RFC 9457) whose “detail” says what to do. Lists have 50 rows, or 25 configurations, "
    "and name the URL of the next ones."
)
TAGS: Mapping[str, str] = {
    "Plans": "Without a saved configuration: validate a plan, generate its bundle, rules, presets.",
    "Configurations": "Saved plans with a history: find, create, rename, archive, move, delete.",
    "Revisions": "The saved states of a configuration: their plan, their bundle, their files.",
    "Drafts": "Unsaved work on a configuration: change it, fix its findings, save it.",
    "Environments": "The choices of a revision by environment, and promotions that are saved.",
    "Compare": "The differences between two revisions, drafts or presets.",
    "Reviews": "Ask for reviews and submit them.",
    "Waivers": "Accept a warning for a time, with a reason.",
    "Comments": "Threads about a choice, a finding, a line of a file or a whole revision.",
    "Sharing": "Give people, teams and the holders of a link access.",
    "Audit log": "What was done to a configuration, and to the approval rules of a team, by whom.",
    "Verify": "Whether a bundle is what was approved.",
    "Teams": "Teams own configurations. Their members have roles.",
    "Approval rules": "Who must approve a change, by topic and by environment.",
    "Webhooks": "Messages to other systems about the configurations of a team.",
    "Inbox": "The configurations that wait for you, and those that you watch.",
    "Notifications": "What you were told, and what you want to be told.",
    "Account": "Your name and your tokens.",
}
PARAMETERS: Mapping[str, tuple[str, Any]] = {
    "key": ("The identifier of the configuration.", "0b7ad6d4-6f5e-4d53-9a53-2f5d8f0f7c11"),
    "number": ("The number of the revision.", 3),
    "environment": ("The name of the environment.", "staging"),
    "path": ("The path of the file in the bundle.", "base/kustomization.yaml"),
    "rule": ("The slug of the rule.", "redis-unmonitored"),
    "thread": ("The identifier of the thread.", 12),
    "comment": ("The identifier of the comment.", 34),
    "request_id": ("The identifier of the request.", 5),
    "share": ("The identifier of the share.", 7),
    "link": ("The identifier of the link.", 8),
    "token_key": ("The identifier of the deploy token.", 4),
    "slug": ("The slug of the team.", "platform"),
    "username": ("The username of the member.", "ben"),
    "rule_key": ("The identifier of the approval rule.", 3),
    "webhook": ("The identifier of the webhook.", 2),
    "delivery": ("The identifier of the delivery.", "5a1b6d0e-93c7-4b83-8f1f-6f2f0d5b7a90"),
    "item": ("The identifier of the item.", 17),
    "notification": ("The identifier of the notification.", 91),
    "token": ("The identifier of the token.", 4),
    "name": ("The name of the preset.", "small-team"),
}
ERRORS: Mapping[int, str] = {
    400: DETAILS[HTTPStatus.BAD_REQUEST],
    401: DETAILS[HTTPStatus.UNAUTHORIZED],
    403: "You can read this configuration, but not change it. Ask an owner for the editor role.",
    404: DETAILS[HTTPStatus.NOT_FOUND],
    409: "The current state does not allow this. “detail” says what to do.",
    412: "The draft has changed since. Nothing was saved. Read it again, then send your change.",
    413: DETAILS[HTTPStatus.REQUEST_ENTITY_TOO_LARGE],
    422: "Invalid parameters. “parameters” lists them.",
    429: "Rate limit exceeded. Wait 12 seconds, then try again.",
}
PROBLEM: Mapping[str, Any] = {
    "title": "Problem",
    "type": "object",
    "description": "An error (RFC 9457). Some have further members, which “detail” names.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["about:blank"]},
        "title": {"type": "string", "examples": ["Conflict"]},
        "status": {"type": "integer", "examples": [409]},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
    },
    "additionalProperties": True,
}


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with tags, errors, descriptions of parameters, and examples."""
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    components = document["components"]
    components["schemas"]["Problem"] = dict(PROBLEM)
    components["responses"] = {_component(status): _error(status) for status in ERRORS}
    for method, path, operation in operations(document):
        for parameter in operation["parameters"]:
            _describe(parameter)
        for status in _errors_of(method, path, operation):
            reference = f"#/components/responses/{_component(status)}"
            operation["responses"].setdefault(status, {"$ref": reference})
        for media in _media(operation):
            if "example" not in media and "schema" in media and not _is_file(media):
                media["example"] = example_of(media["schema"], components["schemas"])
    # Keys of responses are numbers so far, and tuples may hide in examples.
    complete_document: dict[str, Any] = json.loads(json.dumps(document, default=str))
    return complete_document


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Operation]]:
    """Yield each operation with its method and its path."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _component(status: int) -> str:
    return f"Error{status}"


def _error(status: int) -> dict[str, Any]:
    example = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": ERRORS[status],
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": ERRORS[status],
        "content": {CONTENT_TYPE: {"schema": schema, "example": example}},
    }


def _errors_of(method: str, path: str, operation: Operation) -> Iterator[int]:
    names = {parameter["name"] for parameter in operation["parameters"]}
    changes = method != "get"
    yield from (401, 429)
    if changes or "{key}" in path or "{slug}" in path or "/compare" in path:
        yield 403
    yield 404
    if changes or "draft" in path or "/compare" in path or "environments" in path:
        yield 409
    if "If-Match" in names:
        yield 412
    if "requestBody" in operation:
        yield from (400, 413)
    if names or "requestBody" in operation:
        yield 422


def _describe(parameter: dict[str, Any]) -> None:
    """Describe a parameter, and give it an example; a list of examples is not for parameters."""
    examples = parameter.pop("examples", None)
    if parameter["in"] == "path":
        parameter["description"], parameter["example"] = PARAMETERS[parameter["name"]]
    elif examples:
        parameter["example"] = examples[0]


def _media(operation: Operation) -> Iterator[dict[str, Any]]:
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for response in operation["responses"].values():
        yield from response.get("content", {}).values()


def _is_file(media: Mapping[str, Any]) -> bool:
    """Tell whether a body is a file, of which no example is made up."""
    schema = media["schema"]
    return not any(
        "properties" in part or "$ref" in part for part in (schema, schema.get("items", {}))
    )
