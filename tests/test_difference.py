"""A JSON patch between two objects does what it says, whatever the objects are."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generators.environments.difference import difference

LEAVES = some.none() | some.booleans() | some.integers(0, 3) | some.text("a/~b", max_size=3)
NAMED = some.fixed_dictionaries({"name": some.sampled_from("abc")}, optional={"value": LEAVES})
VALUES = some.recursive(
    LEAVES | NAMED,
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text("a/~b", max_size=2), inner)
    ),
    max_leaves=12,
)
OBJECTS = some.dictionaries(some.text("a/~b", min_size=1, max_size=2), VALUES, max_size=4)


def patched(value: Any, operations: tuple[dict[str, Any], ...]) -> Any:
    """Apply a JSON patch as RFC 6902 has it."""
    value = deepcopy(value)
    for each in operations:
        *way, last = [s.replace("~1", "/").replace("~0", "~") for s in each["path"].split("/")[1:]]
        place = value
        for step in way:
            place = place[int(step) if isinstance(place, list) else step]
        key: Any = int(last) if isinstance(place, list) else last
        if each["op"] == "add" and isinstance(place, list):
            assert key <= len(place)
            place.insert(key, each["value"])
            continue
        assert (key in place) != (each["op"] == "add") or isinstance(place, list)
        if each["op"] == "remove":
            del place[key]
        else:
            place[key] = each["value"]
    return value


@given(OBJECTS, OBJECTS)
def test_a_difference_turns_one_object_into_the_other(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert patched(one, difference(one, other)) == other


@given(OBJECTS)
def test_the_same_object_has_no_difference(one: dict[str, Any]) -> None:
    assert difference(one, deepcopy(one)) == ()


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (1, 1.0), ("1", 1)])
def test_values_that_only_python_takes_for_one_differ(one: object, other: object) -> None:
    assert difference({"a": one}, {"a": other}) == (
        {"op": "replace", "path": "/a", "value": other},
    )


def test_an_entry_that_a_list_loses_is_taken_out_and_the_others_stay() -> None:
    rules = [{"alert": name, "expr": f"up{{job='{name}'}} == 0"} for name in ("A", "B", "C")]

    assert difference({"rules": rules}, {"rules": [rules[0], rules[2]]}) == (
        {"op": "remove", "path": "/rules/1"},
    )


def test_keys_are_escaped() -> None:
    before, after = {"a/b~c": {"d": 1, "e": "long enough"}}, {"a/b~c": {"d": 2, "e": "long enough"}}

    assert [each["path"] for each in difference(before, after)] == ["/a~1b~0c/d"]
