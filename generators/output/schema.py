"""The plan's JSON Schema, for editors and pipelines."""

from __future__ import annotations

from typing import Any

from generators.plan.plan_file import PlanDocument

# The keys under `environments` name them, so that an environment has no name of its own besides.
OWN: dict[str, Any] = {
    "allOf": [{"$ref": "#/$defs/Spec"}],
    "properties": {"release": {"not": {"required": ["environment"]}}},
}
NAME = {"pattern": "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"}


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a plan file, with labels, help and statements."""
    model = PlanDocument.model_json_schema(by_alias=True, mode="validation")
    model["properties"]["environments"] |= {"additionalProperties": OWN, "propertyNames": NAME}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model,
        "title": "SkillFlaw deployment plan",
        "description": "A deployment plan: all that an engineer chose, by topic, and what "
        "each environment has otherwise.",
    }
