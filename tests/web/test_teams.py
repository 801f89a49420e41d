from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.services import drafts
from configurator.services import teams
from tests.people import signed_in

pytestmark = pytest.mark.postgres

Join = Callable[[str], User]


@pytest.fixture
def owner(author: User, team: Team) -> Client:
    """Return the browser of the team's owner."""
    return signed_in(author)


def seat(team: Team, person: User) -> Membership | None:
    return team.memberships.filter(person=person).first()


def test_who_makes_a_team_owns_it(author: User) -> None:
    answer = signed_in(author).post("/teams/", {"name": "Plattform & Betrieb"})

    assert answer.headers["Location"] == "/teams/plattform-betrieb/"
    assert Membership.objects.get().role == Role.OWNER


@pytest.mark.parametrize(
    ("name", "slug"), [("Platform", "platform-2"), ("平台", "team"), ("platform!", "platform-2")]
)
def test_every_team_has_an_address_of_its_own(
    name: str, slug: str, team: Team, author: User
) -> None:
    assert teams.create(name, author).slug == slug


def test_a_team_without_a_name_is_not_made(author: User) -> None:
    page = signed_in(author).post("/teams/", {"name": " "}).content.decode()

    assert "This field is required" in page
    assert not Team.objects.exists()


PAGES = ["", "leave/", "settings/", "delete/", "members/1/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_no_team(page: str, method: str, team: Team, outsider: User) -> None:
    answer = getattr(signed_in(outsider), method)(f"/teams/{team.slug}/{page}")

    assert answer.status_code in (404, 405)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_signs_in_first(page: str, team: Team) -> None:
    answer = Client().get(f"/teams/{team.slug}/{page}")

    assert answer.status_code == 405 or "/account/login/" in answer.headers["Location"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.EDITOR])
def test_a_member_sees_the_team_and_only_an_owner_manages_it(
    role: Role, team: Team, reviewer: User
) -> None:
    client, number = signed_in(reviewer), teams.add_member(team, reviewer, role).pk

    assert client.get(f"/teams/{team.slug}/").status_code == 200
    assert client.post(f"/teams/{team.slug}/", {"user": "x", "role": "viewer"}).status_code == 403
    assert client.get(f"/teams/{team.slug}/settings/").status_code == 403
    assert client.post(f"/teams/{team.slug}/delete/").status_code == 403
    own = client.post(f"/teams/{team.slug}/members/{number}/", {"role": "owner"})
    assert (own.status_code, seat(team, reviewer).role) == (403, role)  # type: ignore[union-attr] # is in


@pytest.mark.parametrize("typed", ["reviewer", "Reviewer", "reviewer@acme.example", " REVIEWER "])
def test_somebody_is_added_by_name_or_address(
    typed: str, owner: Client, team: Team, reviewer: User
) -> None:
    owner.post(f"/teams/{team.slug}/", {"user": typed, "role": "editor"})

    added = seat(team, reviewer)
    assert added
    assert added.role == Role.EDITOR


@pytest.mark.parametrize(
    ("typed", "message"),
    [("nemo", "sign up first"), ("author", "is a member already"), ("", "required")],
)
def test_who_cannot_be_added_is_said_beside_the_field(
    typed: str, message: str, owner: Client, team: Team
) -> None:
    page = owner.post(f"/teams/{team.slug}/", {"user": typed, "role": "viewer"}).content.decode()

    assert message in page
    assert f'value="{typed}"' in page or not typed
    assert team.memberships.count() == 1


def test_an_owner_changes_and_ends_memberships(owner: Client, team: Team, reviewer: User) -> None:
    page = f"/teams/{team.slug}/members/{teams.add_member(team, reviewer, Role.VIEWER).pk}/"

    owner.post(page, {"role": "editor"})
    changed = seat(team, reviewer)
    owner.post(page, {"role": "editor", "remove": ""})

    assert changed
    assert changed.role == Role.EDITOR
    assert seat(team, reviewer) is None


@pytest.mark.parametrize("sent", [{"role": "editor"}, {"role": "owner", "remove": ""}])
def test_the_last_owner_stays_owner(
    sent: dict[str, str], owner: Client, team: Team, author: User, reviewer: User
) -> None:
    teams.add_member(team, reviewer, Role.EDITOR)
    address = f"/teams/{team.slug}/members/{team.memberships.get(person=author).pk}/"

    page = owner.post(address, sent).content.decode()

    assert "only owner of the team" in page
    assert team.memberships.get(person=author).role == Role.OWNER


def test_the_last_owner_cannot_leave(owner: Client, team: Team) -> None:
    page = owner.post(f"/teams/{team.slug}/leave/").content.decode()

    assert "only owner of the team" in page
    assert team.memberships.count() == 1


def test_a_second_owner_lets_the_first_one_go(
    owner: Client, team: Team, author: User, reviewer: User
) -> None:
    teams.add_member(team, reviewer, Role.OWNER)

    answer = owner.post(f"/teams/{team.slug}/leave/")

    assert answer.headers["Location"] == "/teams/"
    assert seat(team, author) is None


def test_a_member_leaves(team: Team, reviewer: User) -> None:
    teams.add_member(team, reviewer, Role.VIEWER)

    signed_in(reviewer).post(f"/teams/{team.slug}/leave/")

    assert seat(team, reviewer) is None


def test_one_teams_member_is_not_found_through_another(
    owner: Client, team: Team, author: User, reviewer: User
) -> None:
    elsewhere = teams.add_member(teams.create("Other", reviewer), author, Role.VIEWER)

    answer = owner.post(f"/teams/{team.slug}/members/{elsewhere.pk}/", {"remove": ""})

    assert answer.status_code == 404


def settings(owner: Client, team: Team, **values: Any) -> str:
    sent = {"name": "Platform", "required_approvals": 1, **values}
    return owner.post(f"/teams/{team.slug}/settings/", sent, follow=True).content.decode()


def test_settings_are_kept_and_the_address_stays(owner: Client, team: Team) -> None:
    settings(owner, team, name="Infrastructure", required_approvals=2, self_approval="on")

    team.refresh_from_db()
    before = (team.name, team.slug, team.required_approvals, team.self_approval)
    assert before == ("Infrastructure", "platform", 2, True)


@pytest.mark.parametrize("number", [0, 11, "many"])
def test_a_number_of_approvals_out_of_reach_is_refused(
    number: object, owner: Client, team: Team
) -> None:
    page = settings(owner, team, required_approvals=number)

    team.refresh_from_db()
    assert "note error" in page
    assert team.required_approvals == 1


def test_settings_say_when_the_members_cannot_reach_the_number(owner: Client, team: Team) -> None:
    assert "require fewer approvals" in settings(owner, team, required_approvals=2)


def test_a_team_that_owns_nothing_is_deleted(owner: Client, team: Team) -> None:
    owner.post(f"/teams/{team.slug}/delete/")

    assert not Team.objects.exists()


def test_a_team_that_owns_something_stays(owner: Client, team: Team, author: User) -> None:
    configuration = drafts.create(Visitor(author), generators.recommended())
    Configuration.objects.filter(pk=configuration.pk).update(person=None, team=team)

    page = owner.post(f"/teams/{team.slug}/delete/").content.decode()

    assert "1 configuration." in page
    assert Team.objects.exists()


@pytest.mark.parametrize("page", ["/teams/", "/teams/platform/"])
def test_a_long_list_costs_the_queries_of_a_short_one(
    page: str,
    owner: Client,
    team: Team,
    author: User,
    join: Join,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(12):
        teams.add_member(team, join(f"member-{number}"), Role.VIEWER)
        teams.create(f"Team {number}", author)

    # The session, the person, the seat, the members or the teams, the count of notifications.
    with django_assert_max_num_queries(5):
        owner.get(page)


@pytest.mark.slow
def test_two_owners_who_leave_at_once_leave_one_behind(
    transactional_db: None, author: User, reviewer: User
) -> None:
    team = teams.create("Platform", author)
    teams.add_member(team, reviewer, Role.OWNER)

    def leave(member: Membership) -> bool:
        try:
            teams.remove_member(member)
        except teams.LastOwner:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as people:
        left = list(people.map(leave, list(team.memberships.all())))

    assert sorted(left) == [False, True]
    assert team.memberships.get().role == Role.OWNER
