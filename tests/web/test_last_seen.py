"""What a reviewer is told of what changed since they last looked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.models import Configuration
from configurator.models import LastSeen
from configurator.models import Revision
from configurator.models import User
from configurator.services import last_seen
from tests.people import signed_in

pytestmark = pytest.mark.postgres

Revise = Callable[..., Revision]
TOLD = "You last viewed revision 1"


def page(configuration: Configuration, person: User, number: int) -> str:
    return signed_in(person).get(f"/c/{configuration.pk}/r/{number}/").content.decode()


def test_a_reviewer_is_told_what_changed_for_as_long_as_they_look(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    page(shared, reviewer, 1)
    revise({"scaling.backend.replicas": 4})

    assert TOLD in page(shared, reviewer, 2)
    assert TOLD in page(shared, reviewer, 2)


def test_looking_back_changes_nothing(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    page(shared, reviewer, 1)
    revise({"scaling.backend.replicas": 4})
    page(shared, reviewer, 2)

    assert TOLD not in page(shared, reviewer, 1)
    assert TOLD in page(shared, reviewer, 2)


def test_whoever_looks_for_the_first_time_is_told_nothing(
    shared: Configuration, reviewer: User, revise: Revise
) -> None:
    revise({"scaling.backend.replicas": 4})

    assert "You last viewed" not in page(shared, reviewer, 2)


def test_whoever_saved_it_is_told_nothing(
    shared: Configuration, author: User, revise: Revise
) -> None:
    page(shared, author, 1)
    revise({"scaling.backend.replicas": 4})

    assert "You last viewed" not in page(shared, author, 2)


@pytest.mark.parametrize(
    ("order", "before"), [([1], 0), ([1, 1], 0), ([1, 3], 1), ([1, 3, 3], 1), ([1, 2, 3], 2)]
)
def test_the_revision_seen_before_this_one_is_remembered(
    shared: Configuration, reviewer: User, order: list[int], before: int
) -> None:
    for number in order:
        last = last_seen.mark_seen(shared, reviewer, number)

    assert last == before
    assert LastSeen.objects.get().seen == max(order)
