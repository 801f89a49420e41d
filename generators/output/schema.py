"""The plan's JSON Schema, for editors and pipelines."""

from __future__ import annotations

from typing import Any

from generators.plan import Plan


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a plan file, with labels, help and statements."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "SkillFlaw deployment plan",
        **Plan.model_json_schema(by_alias=True, mode="validation"),
    }
