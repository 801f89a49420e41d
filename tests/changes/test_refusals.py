"""What the API server refuses, as predicted; the answers are those of a real one."""

from __future__ import annotations

import pytest

from generators.changes.objects import object_changes
from generators.changes.refusals import refusals
from tests.changes.day_two import DAY_TWO
from tests.changes.day_two import DayTwo
from tests.changes.day_two import objects_of
from tests.changes.pairs import PAIRS

pytestmark = pytest.mark.slow  # all of it together


@pytest.mark.parametrize("name", PAIRS)
def test_a_refused_field_is_known_and_no_other_is(name: str) -> None:
    before, after, refused = PAIRS[name]

    assert bool(refusals(before, after)) == refused


@pytest.mark.parametrize("change", DAY_TWO, ids=lambda change: change.name)
def test_a_day_two_change_is_refused_where_the_server_refused_it(change: DayTwo) -> None:
    rows = object_changes(objects_of(change.before), objects_of(change.after))

    refused = sorted(f"{row.kind}/{row.name}" for row in rows if row.refused)

    assert refused == sorted(change.refused)


@pytest.mark.parametrize("name", PAIRS)
def test_every_refusal_says_what_to_do_instead(name: str) -> None:
    before, after, _ = PAIRS[name]

    for refusal in refusals(before, after):
        assert refusal.why.endswith(".")
        assert refusal.instead.endswith(".")
        assert refusal.field


def test_a_namespaced_object_is_deleted_in_its_namespace() -> None:
    before, after, _ = PAIRS["a Job's image"]
    (refusal,) = refusals(before, after)

    assert refusal.commands == ("kubectl -n default delete job x",)
