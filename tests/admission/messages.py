"""Errors of a JSON Schema as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jsonschema import ValidationError


def sentence(error: ValidationError) -> str:
    """Say where and what, with the wanted form in words where an amendment gives it."""
    where = ".".join(map(str, error.absolute_path)) or "the object"
    schema = error.schema if isinstance(error.schema, dict) else {}
    wanted = schema.get("must be")
    if wanted and error.validator != "type":
        return f"{where}: {error.instance!r} is not {wanted}"
    if error.validator in {"anyOf", "oneOf"} and error.context:
        return f"{where}: {error.instance!r} fits none: {error.context[0].message}"
    return f"{where}: {error.message}"
