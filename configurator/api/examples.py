"""Examples of requests and answers, composed from their schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schemas = Mapping[str, Mapping[str, Any]]

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
# Of members that say no more in their schema, by name.
MEMBERS: Mapping[str, Any] = {
    "digest": SHA256,
    "sha256": SHA256,
    "next": None,
    "author": "anna",
    "reviewer": "ben",
    "owner": "Platform team",
    "note": "Three replicas for the launch.",
    "state": "in-review",
    "verdict": "warnings",
    "severity": "warning",
    "rule": "redis-unmonitored",
    "title": "Redis is not monitored",
    "paths": ["redis.monitoring"],
    "message": "Nobody watches Redis.",
    "why": "An outage is noticed by its users first.",
    "fix": "Set redis.monitoring to true once an alert exists.",
    "topology": "api-first",
    "environment": "production",
    "environments": [],
    "name": "acme-production",
    "person": "anna",
    "generator": "1.0",
    "reference": "",
    "line": None,
    "outdated": "",
}
FORMATS: Mapping[str, str] = {
    "date-time": "2026-03-02T09:30:00Z",
    "date": "2026-06-30",
    "uuid": "0b7ad6d4-6f5e-4d53-9a53-2f5d8f0f7c11",
}
PLAIN: Mapping[str, Any] = {"boolean": False, "integer": 1, "number": 1, "null": None, "string": ""}


def example_of(schema: Mapping[str, Any], schemas: Schemas, name: str = "") -> Any:
    """Return an example of a schema: its own, that of its name, or one composed of its parts."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas, name)
    own = [*schema.get("examples", ()), *schema.get("enum", ())]
    if own or "const" in schema:
        return own[0] if own else schema["const"]
    if name in MEMBERS and not _is_composed(schema):
        return MEMBERS[name]
    if schema.get("default") is not None:
        return schema["default"]
    if variants := schema.get("anyOf"):
        return example_of(variants[0], schemas, name)
    return _of_type(schema, schemas, name)


def _of_type(schema: Mapping[str, Any], schemas: Schemas, name: str) -> Any:
    match schema.get("type"):
        case "object":
            members = schema.get("properties", {})
            return {key: example_of(member, schemas, key) for key, member in members.items()}
        case "array":
            return [example_of(schema.get("items", {}), schemas, name)]
        case kind:
            return FORMATS.get(schema.get("format", ""), PLAIN.get(kind or "null"))


def _is_composed(schema: Mapping[str, Any]) -> bool:
    """Tell whether a schema has parts of its own, which make a better example than its name."""
    if schema.get("type") == "object" or ("anyOf" in schema and "$ref" in schema["anyOf"][0]):
        return True
    return schema.get("type") == "array" and "$ref" in schema.get("items", {})
