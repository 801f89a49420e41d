from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connection

import generators
from configurator.models import Configuration
from configurator.models import Team
from configurator.reviews.state import Decision
from configurator.services import reviews
from configurator.services import revisions

if TYPE_CHECKING:
    from collections.abc import Callable

    from configurator.models import User

pytestmark = pytest.mark.postgres

FIFTY = 50


@pytest.mark.slow
def test_fifty_concurrent_saves_of_one_draft_make_one_revision(
    transactional_db: None, saved: Configuration, author: User
) -> None:
    saved.take(generators.revised(saved.plan, {"scaling.backend.replicas": 4}), {})
    saved.version += 1
    saved.save()

    def save(_: int) -> tuple[int, bool]:
        try:
            result = revisions.save(saved.pk, author, "At once.")
        finally:
            connection.close()
        return result.revision.number, result.new

    with ThreadPoolExecutor(FIFTY) as people:
        results = list(people.map(save, range(FIFTY)))

    assert sorted(results) == [(2, False)] * (FIFTY - 1) + [(2, True)]


@pytest.mark.slow
def test_concurrent_approvals_all_count(
    transactional_db: None, saved: Configuration, join: Callable[[str], User]
) -> None:
    people = [join(f"reviewer{n}") for n in range(8)]
    team = Team.objects.create(name="Many", slug="many", required_approvals=8)
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)
    digest = saved.revisions.get().digest

    def approve(person: User) -> None:
        try:
            reviews.submit(saved.pk, 1, person, decision=Decision.APPROVE, digest=digest)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(approve, people))

    saved.refresh_from_db()
    assert (saved.state, saved.approved) == ("approved", 1)


@pytest.mark.slow
def test_a_review_submitted_many_times_at_once_counts_once(
    transactional_db: None, saved: Configuration, reviewer: User
) -> None:
    def ask(_: int) -> bool:
        try:
            given = reviews.submit(saved.pk, 1, reviewer, decision=Decision.COMMENT, body="Twice?")
        finally:
            connection.close()
        return given.new

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(ask, range(8))) == [False] * 7 + [True]


@pytest.mark.slow
@pytest.mark.parametrize("round_of_two", range(3))
def test_an_approval_races_a_save(
    transactional_db: None, saved: Configuration, author: User, reviewer: User, round_of_two: int
) -> None:
    digest = saved.revisions.get().digest
    saved.take(generators.revised(saved.plan, {"scaling.backend.replicas": 4}), {}, writer=author)
    saved.version += 1
    saved.save()

    def approve() -> str:
        try:
            reviews.submit(saved.pk, 1, reviewer, decision=Decision.APPROVE, digest=digest)
        except reviews.Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return "approved"

    def save() -> str:
        try:
            return str(revisions.save(saved.pk, author).revision.number)
        finally:
            connection.close()

    acts = (approve, save) if round_of_two else (save, approve)
    with ThreadPoolExecutor(2) as people:
        outcomes = {act.__name__: people.submit(act) for act in acts}

    saved.refresh_from_db()
    first, latest = (saved.revisions.get(number=number) for number in (1, 2))
    approved = outcomes["approve"].result() == "approved"
    assert outcomes["save"].result() == "2"
    # Whoever comes first, no approval is of a bundle that its reviewer did not see.
    assert (first.state == "approved", latest.state) == (approved, "saved")
    assert approved or "Only the latest revision can be reviewed" in outcomes["approve"].result()
    assert (saved.approved, saved.state) == (int(approved), "saved")
