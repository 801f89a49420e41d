"""What teams ask of reviews, and what becomes of approvals in a move."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.services import configurations
from configurator.services import teams
from configurator.services.reviews import Refused
from tests.web.reviewing import say
from tests.web.reviewing import states
from tests.web.reviewing import team_of

Approve = Callable[..., Review]
Revise = Callable[..., Revision]
Decision = Review.Decision
ALONE = {"self_approval": True}


@pytest.fixture
def people(author: User, join: Callable[..., User]) -> Callable[..., list[User]]:
    """Return the function that gathers the author and others: `people("second")`."""
    return lambda *names: [author, *map(join, names)]


def test_a_team_may_want_two_approvals(
    shared: Configuration, author: User, join: Callable[..., User], approve: Approve
) -> None:
    first, second = join("first"), join("second")
    team_of([author, first, second], shared, required_approvals=2)

    approve(shared, first)
    assert states(shared) == ("in-review", 0, "in-review")
    approve(shared, second)
    assert states(shared) == ("approved", 1, "approved")


def test_one_reviewer_counts_once(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team_of([author, reviewer], shared, required_approvals=2)

    approve(shared, reviewer)
    approve(shared, reviewer, "Again.")

    assert states(shared) == ("in-review", 0, "in-review")


def test_a_stricter_team_takes_no_approval_back(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team = team_of([author, reviewer], shared)
    approve(shared, reviewer)
    Team.objects.filter(pk=team.pk).update(required_approvals=3)

    say(shared, reviewer, Decision.COMMENT)

    assert states(shared) == ("approved", 1, "approved")
    assert shared.revisions.get().required == 1


def test_a_milder_team_lets_enough_be_enough(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team = team_of([author, reviewer], shared, required_approvals=2)
    approve(shared, reviewer)

    teams.save_settings(team, {"required_approvals": 1}, author)

    assert states(shared) == ("approved", 1, "approved")


def test_a_new_owner_may_ask_for_fewer_approvals(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team_of([author, reviewer], shared, required_approvals=2)
    approve(shared, reviewer)

    configurations.move(key=shared.pk, person=author, team=None)

    assert states(shared) == ("approved", 1, "approved")


def test_a_team_of_one_may_let_its_author_approve(
    saved: Configuration, author: User, approve: Approve
) -> None:
    team_of([author], saved, **ALONE)

    assert approve(saved, author).own
    assert states(saved) == ("approved", 1, "approved")


@pytest.mark.parametrize(("others", "rules"), [((), {}), (("second",), ALONE)])
def test_no_other_team_lets_an_author_approve(
    people: Callable[..., list[User]],
    saved: Configuration,
    approve: Approve,
    others: tuple[str, ...],
    rules: dict[str, bool],
) -> None:
    author, *rest = people(*others)
    team_of([author, *rest], saved, **rules)

    with pytest.raises(Refused, match="somebody else must approve"):
        approve(saved, author)


def test_an_author_from_outside_a_team_of_one_does_not_approve(
    saved: Configuration, author: User, join: Callable[..., User], approve: Approve
) -> None:
    team_of([join("only")], saved, **ALONE)

    with pytest.raises(Refused, match="somebody else must approve"):
        approve(saved, author)


def moved(saved: Configuration, team: Team | None) -> str:
    """Move the configuration and give the state it is in then."""
    configurations.move(key=saved.pk, person=User.objects.get(username="author"), team=team)
    return states(saved)[0]


def test_an_approval_that_falls_short_of_what_the_new_owner_asks_counts_no_longer(
    shared: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    approve(shared, reviewer)
    strict = Team.objects.create(name="Strict", slug="strict", required_approvals=2)

    assert [moved(shared, strict), moved(shared, None)] == ["in-review", "approved"]
    assert [event.detail["lost"] for event in Event.objects.filter(verb="moved")] == [
        "",
        "revision 1",
    ]


def test_an_own_approval_is_left_behind_in_the_team_of_one(
    saved: Configuration, author: User, approve: Approve
) -> None:
    lone = Team.objects.create(name="Lone", slug="lone", self_approval=True)
    lone.memberships.create(person=author, role="owner")
    moved(saved, lone)
    approve(saved, author)

    assert [states(saved)[0], moved(saved, None)] == ["approved", "in-review"]


def test_an_older_revision_loses_its_approval_in_the_move_too(
    shared: Configuration, author: User, reviewer: User, approve: Approve, revise: Revise
) -> None:
    approve(shared, reviewer)
    revise({"redis.monitoring": False})
    strict = Team.objects.create(name="Strict", slug="strict", required_approvals=2)

    assert moved(shared, strict) == "saved"
    assert (shared.approved, shared.revisions.get(number=1).state) == (0, "saved")


def test_an_own_approval_is_none_of_two_once_somebody_joined(
    saved: Configuration, author: User, reviewer: User, approve: Approve
) -> None:
    team = team_of([author], saved, self_approval=True, required_approvals=2)
    approve(saved, author)
    team.memberships.create(person=reviewer, role="reviewer")
    approve(saved, reviewer)

    assert states(saved)[0] == "in-review"
