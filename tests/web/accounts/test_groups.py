"""Groups of the single sign-on provider become memberships of teams, and end with them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from configurator.access import Visitor
from configurator.accounts import checks
from configurator.accounts import groups
from configurator.accounts.provider import providers
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.services import drafts
from configurator.services import teams
from tests.people import signed_in
from tests.web.accounts.identity import CLIENT
from tests.web.accounts.identity import SECRET
from tests.web.accounts.identity import Identity
from tests.web.accounts.test_single_sign_on import arrive
from tests.web.accounts.test_single_sign_on import asked

GROUPS = "admins=platform:owner; platform staff=platform:editor\n CN=dba,OU=Data=dba:reviewer"


@pytest.fixture
def mapped(identity: Identity, settings: Settings) -> Identity:
    """Return a provider whose groups are mapped to teams."""
    settings.OIDC_GROUPS = GROUPS
    return identity


def memberships(username: str = "grace") -> dict[str, tuple[str, str]]:
    """Return the teams of a person, with the role and the group of each membership."""
    rows = Membership.objects.filter(person__username=username)
    return {row.team.slug: (row.role, row.group) for row in rows.select_related("team")}


def test_a_group_makes_a_member_and_the_team_where_there_is_none(mapped: Identity) -> None:
    mapped.person["groups"] = ["platform staff", "CN=dba,OU=Data", "something else"]

    arrive(Client(), mapped)

    assert memberships() == {
        "platform": ("editor", "platform staff"),
        "dba": ("reviewer", "CN=dba,OU=Data"),
    }


def test_the_highest_role_of_several_groups_counts_and_follows_them(mapped: Identity) -> None:
    mapped.person["groups"] = ["platform staff", "admins"]
    arrive(Client(), mapped)
    assert memberships() == {"platform": ("owner", "admins")}

    mapped.person["groups"] = ["platform staff"]
    arrive(Client(), mapped)
    assert memberships() == {"platform": ("editor", "platform staff")}


@pytest.mark.parametrize("left", [[], None, "gone"])
def test_leaving_the_group_takes_the_rights_away_at_the_next_sign_in(
    mapped: Identity, author: User, left: Any
) -> None:
    team = teams.create("Platform", author)
    draft = drafts.create(Visitor(author), two_environments())
    Configuration.objects.filter(pk=draft.pk).update(team=team, person=None)
    mapped.person["groups"] = ["admins"]
    client = Client()
    arrive(client, mapped)
    assert client.get(f"/c/{draft.pk}/topology/").status_code == 200

    mapped.person["groups"] = left
    arrive(Client(), mapped)

    assert client.get(f"/c/{draft.pk}/topology/").status_code == 404
    assert memberships() == {}


def two_environments() -> Any:
    from tests.web.test_environments import two

    return two()


def test_a_membership_made_by_hand_stays(mapped: Identity, author: User, join: Any) -> None:
    team = teams.create("Platform", author)
    mapped.person["groups"] = []
    arrive(Client(), mapped)
    teams.add_member(team, User.objects.get(username="grace"), Role.VIEWER)

    mapped.person["groups"] = ["admins"]
    arrive(Client(), mapped)
    assert memberships() == {"platform": ("viewer", "")}

    mapped.person["groups"] = []
    arrive(Client(), mapped)
    assert memberships() == {"platform": ("viewer", "")}


def test_without_the_mapping_what_it_gave_ends(mapped: Identity, settings: Settings) -> None:
    mapped.person["groups"] = ["admins"]
    arrive(Client(), mapped)

    settings.OIDC_GROUPS = ""
    arrive(Client(), mapped)

    assert memberships() == {}


def test_the_team_shows_members_from_groups_apart_and_keeps_their_role(
    mapped: Identity, author: User
) -> None:
    team = teams.create("Platform", author)
    mapped.person["groups"] = ["platform staff"]
    arrive(Client(), mapped)
    client, member = signed_in(author), team.memberships.get(person__username="grace")

    page = client.get("/teams/platform/").content.decode()
    refused = client.post(f"/teams/platform/members/{member.pk}/", {"role": "owner"})

    by_hand, from_groups = page.split('id="groups"')
    assert "Grace Hopper" not in by_hand
    assert "platform staff" in from_groups
    assert "follows a group" in refused.content.decode()
    assert memberships()["platform"][0] == "editor"

    client.post(f"/teams/platform/members/{member.pk}/", {"remove": ""})
    assert memberships() == {}


def test_a_claim_may_stand_in_the_id_token_or_within_another(
    mapped: Identity, settings: Settings
) -> None:
    settings.OIDC_GROUPS_CLAIM = "realm_access.roles"
    mapped.claims["realm_access"] = {"roles": ["admins", 7]}

    arrive(Client(), mapped)

    assert memberships() == {"platform": ("owner", "admins")}


def test_the_scopes_are_those_of_the_setting(identity: Identity, settings: Settings) -> None:
    scopes = ["openid", "groups"]
    settings.SOCIALACCOUNT_PROVIDERS = providers(identity.issuer, CLIENT, SECRET, "Acme", scopes)

    sent = dict(parse_qsl(urlsplit(asked(Client())).query))

    assert sorted(sent["scope"].split()) == sorted(scopes)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("admins", "names no group"),
        ("=platform:owner", "names no group"),
        ("admins=Plat form:owner", "not the slug of a team"),
        ("admins=platform:king", "not a role"),
    ],
)
def test_a_mapping_that_cannot_be_read_stops_the_start(
    settings: Settings, setting: str, message: str
) -> None:
    settings.OIDC_GROUPS = setting

    assert [message in error.msg for error in checks.signing_in()] == [True]
    with pytest.raises(groups.InvalidMapping):
        groups.mappings(setting)


def test_teams_from_groups_need_a_provider(settings: Settings) -> None:
    settings.OIDC_GROUPS = GROUPS

    assert ["requires single sign-on" in error.msg for error in checks.signing_in()] == [True]


def test_a_team_that_loses_its_last_owner_is_named_in_the_log(
    mapped: Identity, caplog: pytest.LogCaptureFixture
) -> None:
    mapped.person["groups"] = ["admins"]
    arrive(Client(), mapped)

    mapped.person["groups"] = []
    arrive(Client(), mapped)

    assert "has no owner left" in caplog.text
    assert Team.objects.filter(slug="platform").exists()
