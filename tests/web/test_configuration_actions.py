from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from configurator.services import configurations
from configurator.services import teams
from tests.people import signed_in
from tests.web.rows import now_of
from tests.web.rows import verbs
from tests.web.sending import send

Revise = Callable[..., Revision]


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


# Duplicate.


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("acme", "acme-copy"),
        ("acme-copy", "acme-copy-2"),
        ("acme-copy-9", "acme-copy-10"),
        ("a" * 40, "a" * 35 + "-copy"),
        ("a" * 34 + "-bcdef", "a" * 34 + "-copy"),
        ("a" * 35 + "-copy", "a" * 33 + "-copy-2"),
    ],
)
def test_a_copy_has_a_valid_name(name: str, copy: str) -> None:
    assert configurations.copy_name(name) == copy
    assert generators.revised(generators.recommended(), {"metadata.name": copy}).name == copy


def test_a_duplicate_of_the_draft_is_a_new_draft_of_the_person(
    saved: Configuration, client: Client, author: User
) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "cache..acme"})

    client.post(f"/c/{saved.pk}/duplicate/")

    copy = Configuration.objects.exclude(pk=saved.pk).get()
    assert (copy.name, copy.person, copy.latest) == (f"{saved.name}-copy", author, 0)
    assert "redis.host" in copy.unfinished
    assert (verbs(copy), verbs(saved)) == (["duplicated"], ["saved", "duplicated"])


def test_a_reviewer_duplicates_a_revision_and_not_the_draft(
    saved: Configuration, revise: Revise, author: User, reviewer: User
) -> None:
    revise({"scaling.backend.replicas": 4})
    Share.objects.create(configuration=saved, person=reviewer, role="viewer", by=author)
    client = signed_in(reviewer)

    refused = client.post(f"/c/{saved.pk}/duplicate/")
    client.post(f"/c/{saved.pk}/r/1/duplicate/")

    copy = Configuration.objects.get(person=reviewer)
    assert refused.status_code == 403
    assert copy.plan.scaling == generators.recommended().scaling


def test_an_unreadable_revision_is_not_duplicated(saved: Configuration, client: Client) -> None:
    saved.revisions.update(complete={"apiVersion": "skillflaw-configurator/v0"})

    page = client.post(f"/c/{saved.pk}/r/1/duplicate/", follow=True).content.decode()

    assert "cannot read the revision" in page
    assert Configuration.objects.count() == 1


# Rename.


def test_renaming_changes_the_draft_and_not_the_revisions(
    saved: Configuration, client: Client
) -> None:
    client.post(f"/c/{saved.pk}/rename/", {"name": "acme-eu"})

    renamed = now_of(saved)
    assert (renamed.name, renamed.plan.name, renamed.changed) == ("acme-eu", "acme-eu", True)
    assert renamed.revisions.get().plan.name == saved.name
    assert verbs(saved) == ["saved", "renamed"]


def test_an_invalid_name_is_refused_at_the_field(saved: Configuration, client: Client) -> None:
    page = client.post(f"/c/{saved.pk}/rename/", {"name": "Acme EU"}).content.decode()

    assert "note error" in page
    assert 'value="Acme EU"' in page
    assert now_of(saved).name == saved.name


# Archive.


def test_an_archived_configuration_is_read_only(saved: Configuration, client: Client) -> None:
    client.post(f"/c/{saved.pk}/archive/")
    client.post(f"/c/{saved.pk}/archive/")

    assert client.get(f"/c/{saved.pk}/r/1/").status_code == 200
    assert client.post(f"/c/{saved.pk}/rename/", {"name": "x"}).status_code == 403
    assert verbs(saved) == ["saved", "archived"]


def test_the_closed_pages_of_an_archived_configuration_link_to_it(client: Client) -> None:
    client.post("/start/")
    draft = Configuration.objects.get()
    client.post(f"/c/{draft.pk}/archive/")

    page = client.get(f"/c/{draft.pk}/findings/").content.decode()

    link = f'href="/c/{draft.pk}/"'
    assert "Archived: read-only" in page
    assert link in page
    assert f"{link}>Cancel" in client.get(f"/c/{draft.pk}/delete/").content.decode()


def test_an_unarchived_configuration_can_be_edited(saved: Configuration, client: Client) -> None:
    client.post(f"/c/{saved.pk}/archive/")

    client.post(f"/c/{saved.pk}/archive/", {"unarchive": ""})

    assert client.get(f"/c/{saved.pk}/redis/").status_code == 200
    assert verbs(saved)[-1] == "unarchived"


# Move.


def test_a_configuration_moves_to_a_team_and_back(
    saved: Configuration, client: Client, team: Team, author: User
) -> None:
    client.post(f"/c/{saved.pk}/move/", {"owner": "team.platform"})
    moved = now_of(saved)
    client.post(f"/c/{saved.pk}/move/", {"owner": "me"})

    assert (moved.team, moved.person) == (team, None)
    assert now_of(saved).person == author
    assert verbs(saved) == ["saved", "moved", "moved"]


def test_the_only_possible_owner_is_preselected(
    saved: Configuration, team: Team, client: Client
) -> None:
    page = client.get(f"/c/{saved.pk}/move/").content.decode()

    assert re.search(r'<input type="radio" name="owner" [^>]*checked', page)


def test_a_configuration_moves_only_to_a_team_of_an_editor(
    saved: Configuration, client: Client, author: User, reviewer: User
) -> None:
    teams.add_member(teams.create("Others", reviewer), author, Role.REVIEWER)

    page = client.post(f"/c/{saved.pk}/move/", {"owner": "team.others"}).content.decode()

    assert 'name="owner"' not in page
    assert now_of(saved).person == author


# Access.


ACTIONS = ["duplicate/", "rename/", "archive/", "move/", "delete/", "r/1/restore/"]
BY_ROLE = {
    Role.EDITOR: {"duplicate/", "rename/", "r/1/restore/"},
    Role.REVIEWER: set(),
    Role.VIEWER: set(),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", BY_ROLE)
def test_a_role_decides_on_the_actions(
    action: str, role: Role, saved: Configuration, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role=role, by=author)

    answer = signed_in(reviewer).post(f"/c/{saved.pk}/{action}")

    assert (answer.status_code != 403) == (action in BY_ROLE[role])


@pytest.mark.parametrize("action", [*ACTIONS, "restore/", "r/1/duplicate/"])
def test_the_actions_are_not_found_for_an_outsider(
    action: str, saved: Configuration, outsider: User
) -> None:
    assert signed_in(outsider).post(f"/c/{saved.pk}/{action}").status_code == 404
