"""Who wrote a part of a revision cannot approve it, whoever pressed the button."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import generators
from configurator import access
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import User
from configurator.services import api_saves
from configurator.services import review_requests
from configurator.services import revisions
from configurator.services import waivers
from configurator.services.reviews import Refused
from tests.people import signed_in
from tests.web.world import TERMS

Approve = Callable[..., Review]
Write = Callable[..., None]
CHANGE = {"redis.monitoring": False}


@pytest.fixture
def write(shared: Configuration) -> Write:
    """Return the function that changes the draft as somebody: `write(reviewer, {path: value})`."""

    def wrote(person: User, changes: dict[str, object]) -> None:
        draft = Configuration.objects.get(pk=shared.pk)
        draft.replace(generators.revised(draft.plan, changes), writer=person)
        draft.save()

    return wrote


def save(configuration: Configuration, person: User) -> Revision:
    return revisions.save(configuration.pk, person).revision


def test_who_wrote_what_somebody_else_saved_cannot_approve_it(
    shared: Configuration,
    author: User,
    reviewer: User,
    write: Write,
    approve: Approve,
) -> None:
    write(reviewer, CHANGE)
    save(shared, author)

    with pytest.raises(Refused, match="You wrote a part of this revision"):
        approve(shared, reviewer)


def test_the_page_says_who_wrote_what(
    shared: Configuration, author: User, reviewer: User, write: Write
) -> None:
    write(reviewer, CHANGE)
    made = save(shared, author)

    page = signed_in(author).get(f"/c/{shared.pk}/r/{made.number}/").content.decode()

    assert "reviewer wrote Monitoring, and cannot approve this revision." in page


def test_who_wrote_a_part_cannot_waive_its_warnings_either(
    shared: Configuration, author: User, reviewer: User, write: Write
) -> None:
    write(reviewer, CHANGE)
    made = save(shared, author)

    with pytest.raises(Refused, match="somebody who did not must waive"):
        waivers.waive(shared.pk, made.number, "redis-unmonitored", reviewer, TERMS)


def test_who_wrote_a_part_is_not_asked_to_review_it(
    shared: Configuration, author: User, reviewer: User, write: Write
) -> None:
    write(reviewer, CHANGE)
    save(shared, author)

    with pytest.raises(Refused, match="wrote a part of this revision"):
        review_requests.create(access.find(Visitor(author), shared.pk), [reviewer])


def test_a_later_word_of_somebody_else_hides_no_author(
    shared: Configuration,
    author: User,
    reviewer: User,
    write: Write,
    approve: Approve,
) -> None:
    write(reviewer, CHANGE)
    save(shared, reviewer)

    with pytest.raises(Refused, match="You wrote a part of this revision"):
        approve(shared, author)


def test_what_others_approved_is_nobodys_own_any_more(
    shared: Configuration,
    author: User,
    reviewer: User,
    write: Write,
    approve: Approve,
) -> None:
    approve(shared, reviewer)
    write(reviewer, CHANGE)
    save(shared, reviewer)

    assert approve(shared, author).own is False


def test_what_somebody_wrote_and_another_wrote_over_is_the_others(
    shared: Configuration,
    author: User,
    reviewer: User,
    write: Write,
    approve: Approve,
) -> None:
    write(reviewer, CHANGE)
    save(shared, author)
    write(author, {"redis.monitoring": True})
    save(shared, author)

    assert approve(shared, reviewer).own is False


def test_a_plan_that_a_program_sent_is_its_senders_whatever_the_draft_says(
    shared: Configuration,
    author: User,
    reviewer: User,
    write: Write,
    approve: Approve,
) -> None:
    write(reviewer, {"redis.monitoring": False})
    plan = generators.revised(generators.recommended(), {"operations.loadTested": False})
    api_saves.revise(shared.pk, plan, author)

    assert approve(shared, reviewer).own is False
