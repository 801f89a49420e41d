"""One value alone is read as it would be in a plan file: the same values, the same messages."""

from __future__ import annotations

from typing import Any

import pytest

import generators
from generators.plan.plan import API_VERSION

NAMED = {"apiVersion": API_VERSION, "kind": "DeploymentPlan", "metadata": {"name": "acme"}}
STRANGE: tuple[Any, ...] = (
    *("", " ", "x", "A b", "https://x/y", "-a", "a:b@c.d", "1e3", "no", "5432", "10.0.0.5/8"),
    *(
        "postgresql://u:p4ssw0rd@h/d",
        "512MB",
        "1.5Gi5",
        "two\nlines",
        "\0",
        "ä" * 3000,
        "2026-02-30",
    ),
    *(0, 1, -1, 10**20, 1.5, True, False, None, [], ["x", 1], ["10.0.0.0/16", "999.1.1.1/16"]),
    *({}, {"A": "b"}, {"A b": "c"}, {"A": 1}, {"SMTP_PASSWORD": "hunter2"}, [[]], ["x", "x"]),
)


def in_a_plan(choice: generators.Choice, value: Any) -> Any:
    """Read a value inside an otherwise blank plan, or list what is wrong with it."""
    try:
        document = generators.with_changes(NAMED, {choice.path: value})
        return choice.of(generators.read_document(document))
    except generators.Unreadable as refusal:
        return refusal.problems


def alone(choice: generators.Choice, value: Any) -> Any:
    """Read a value without a plan, or list what is wrong with it."""
    try:
        return generators.read_value(choice, value)
    except generators.Unreadable as refusal:
        return refusal.problems


@pytest.mark.parametrize("choice", generators.choices(), ids=lambda choice: choice.path)
def test_a_value_alone_is_read_as_in_a_plan(choice: generators.Choice) -> None:
    for value in (*STRANGE, choice.default, choice.ask.example):
        assert alone(choice, value) == in_a_plan(choice, value), repr(value)


def test_a_refused_value_keeps_no_error_of_pydantic() -> None:
    with pytest.raises(generators.Unreadable) as refusal:
        generators.read_value(generators.choice_at("redis.port"), "x")

    assert refusal.value.__context__ is None
