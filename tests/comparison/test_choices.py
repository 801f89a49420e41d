from __future__ import annotations

from time import process_time
from typing import Any

import pytest

import generators
from configurator.comparison import Side
from configurator.comparison import as_of_today
from configurator.comparison import compare
from tests.comparison.conftest import Changed
from tests.plans import branches
from tests.plans import everything

WAIVER = {
    "rule": "image-digest-missing",
    "reason": "The registry forbids overwriting.",
    "owner": "platform",
    "expires": "2026-12-31",
}


def test_a_changed_choice_has_the_labels_of_the_wizard(changed: Changed) -> None:
    (step,) = changed({"database.monitoring": False, "ingress.timeoutSeconds": 600}).steps[:1]

    (change,) = step.changes
    assert (step.step.title, change.title) == ("Database", "Monitoring")
    assert (change.old, change.new) == ("yes", "no")


def test_a_number_keeps_its_unit(changed: Changed) -> None:
    (step,) = changed({"ingress.timeoutSeconds": 600}).steps

    assert step.changes[0].new == "600 seconds"


def test_steps_come_in_the_order_of_the_wizard_with_the_name_first(changed: Changed) -> None:
    steps = changed({"tls.hsts": False, "metadata.description": "x", "database.poolSize": 5}).steps

    assert [changed_step.step.slug for changed_step in steps] == ["metadata", "database", "tls"]


def test_a_choice_that_is_no_longer_asked_has_no_new_value(changed: Changed) -> None:
    (step,) = changed({"redis.mode": "none"}).steps

    answers = {change.path: (change.old, change.new) for change in step.changes}
    assert answers["redis.mode"] == ("Managed service", "None")
    assert answers["redis.tls"] == ("yes", None)
    assert "Port" in step.removed_defaults


def test_a_choice_that_is_now_asked_and_has_its_default_is_only_named(changed: Changed) -> None:
    steps = changed({"topology.pattern": "full-web"}).steps

    scaling = next(changed_step for changed_step in steps if changed_step.step.slug == "scaling")
    assert scaling.changes == ()
    assert "Frontend: Replicas" in scaling.new_defaults


def test_a_choice_that_neither_side_asks_is_not_a_difference(changed: Changed) -> None:
    assert changed({"redis.db": 3}, {"redis.mode": "none"}).steps == ()


def test_a_new_waiver_is_listed(changed: Changed) -> None:
    (change,) = changed({"waivers": [WAIVER]}).waivers

    assert change.old is None
    assert change.new == "The registry forbids overwriting. (platform, until 2026-12-31)"


def test_an_unreadable_plan_is_compared_as_it_was_stored() -> None:
    plan = generators.recommended()
    stored = generators.with_changes(generators.sparse(plan), {"redis.tls": False, "redis.old": 1})

    (step,) = compare(Side("stored", None, document=stored), as_of_today("today", plan)).steps

    answers = {change.path: (change.old, change.new) for change in step.changes}
    assert answers == {"redis.tls": ("no", "yes"), "redis.old": ("1", "no such choice")}


@pytest.mark.parametrize(
    "stored", [{}, {"spec": []}, {"spec": {"redis": "x"}, "metadata": None}, {"spec": {"x": 1}}]
)
def test_a_stored_plan_of_any_shape_can_be_compared(stored: dict[str, Any]) -> None:
    today = as_of_today("today", generators.recommended())

    assert compare(Side("stored", None, document=stored), today).steps


def test_the_same_side_twice_differs_in_nothing() -> None:
    for name, plan in branches().items():
        side = as_of_today(name, plan)
        assert not compare(side, as_of_today(name, plan)).summary


def test_the_most_different_bundles_are_compared_well_below_a_second() -> None:
    sides = as_of_today("one", everything()), as_of_today("other", generators.recommended())

    start = process_time()
    comparison = compare(*sides)
    size = len(comparison.patch), sum(len(file.lines.whole.lines) for file in comparison.files)

    assert process_time() - start < 1
    assert min(size) > 1000
