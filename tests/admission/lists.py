"""Lists that are maps or sets: no key and no item may come twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from jsonschema import Draft4Validator
from jsonschema import Draft202012Validator
from jsonschema import ValidationError
from jsonschema.validators import extend

from tests.admission.objects import repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULTS = {"protocol": "TCP"}


def map_keys(
    _: Any, keys: list[str], items: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """Yield an error for each item whose keys an earlier item has already."""
    if not isinstance(items, list) or schema.get("x-kubernetes-list-type") != "map":
        return
    keys_of_items = [
        tuple(item.get(key, DEFAULTS.get(key)) for key in keys)
        for item in items
        if isinstance(item, dict)
    ]
    for twice in repeated(keys_of_items):
        pairs = ", ".join(f"{key} {value}" for key, value in zip(keys, twice, strict=True))
        yield ValidationError(f"{pairs} comes twice")


def list_type(_: Any, wanted: str, items: Any, __: Any) -> Iterator[ValidationError]:
    """Yield an error for each item of a set that comes twice."""
    if wanted == "set" and isinstance(items, list):
        for twice in repeated(items):
            yield ValidationError(f"{twice!r} comes twice")


KEYWORDS = {"x-kubernetes-list-map-keys": map_keys, "x-kubernetes-list-type": list_type}
# jsonschema's `extend` is written without types.
BuiltinValidator: Any = extend(Draft202012Validator, KEYWORDS)  # type: ignore[no-untyped-call] # it has no types
CustomValidator: Any = extend(Draft4Validator, KEYWORDS)  # type: ignore[no-untyped-call] # it has no types
