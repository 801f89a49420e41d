"""The arithmetic of numbers that are computed, found in the objects that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generators.explanation.texts import Content
from generators.manifests.computed import ComputedNumber
from generators.manifests.computed import ComputedText
from generators.manifests.part import File
from generators.manifests.part import Patch
from generators.yaml import loader


def formulas_of(content: Content | None) -> dict[str, str]:
    """Give the arithmetic of a file's computed values by the text of their lines, unindented."""
    if not isinstance(content, File):
        return {}
    values: object = content.content
    if isinstance(content, Patch) and content.operations:
        values = content.operations
    return dict(_formulas(values))


def _formulas(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, ComputedNumber | ComputedText):
                yield loader.dump([{key: inner}]).strip(), inner.formula
            else:
                yield from _formulas(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _formulas(inner)
