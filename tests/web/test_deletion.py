from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from configurator.models import Archive
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.services import configurations
from configurator.services import teams
from configurator.services.purge import RESTORE_PERIOD
from configurator.services.purge import purge
from tests.people import signed_in
from tests.web.rows import verbs

pytestmark = pytest.mark.postgres

Revise = Callable[..., Revision]


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


def test_a_deleted_configuration_is_on_no_page(
    saved: Configuration, client: Client, author: User
) -> None:
    client.post(f"/c/{saved.pk}/delete/")

    for path in ("", "redis/", "r/1/", "r/1/download/", "audit-log/"):
        assert client.get(f"/c/{saved.pk}/{path}").status_code == 404
    assert f"/c/{saved.pk}/" not in client.get("/configurations/").content.decode()
    assert verbs(saved) == ["saved", "deleted"]


def test_a_deleted_configuration_is_restored_as_it_was(
    saved: Configuration, client: Client
) -> None:
    client.post(f"/c/{saved.pk}/delete/")
    assert saved.name in client.get("/configurations/deleted/").content.decode()

    client.post(f"/c/{saved.pk}/restore/")

    assert client.get(f"/c/{saved.pk}/r/1/").status_code == 200
    assert verbs(saved) == ["saved", "deleted", "restored"]


def test_a_browsers_draft_is_restored_in_the_same_browser(
    draft: Configuration, engineer: Client, stranger: Client
) -> None:
    stranger.post("/start/")
    engineer.post(f"/c/{draft.pk}/delete/")

    assert str(draft.pk) not in engineer.get("/").content.decode()
    assert str(draft.pk) not in stranger.get("/configurations/deleted/").content.decode()
    assert stranger.post(f"/c/{draft.pk}/restore/").status_code == 404
    engineer.post(f"/c/{draft.pk}/restore/")
    assert engineer.get(f"/c/{draft.pk}/redis/").status_code == 200


def test_an_owner_of_the_team_restores_and_an_editor_does_not(
    saved: Configuration, client: Client, team: Team, reviewer: User
) -> None:
    teams.add_member(team, reviewer, Role.EDITOR)
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None, deleted=timezone.now())

    assert signed_in(reviewer).post(f"/c/{saved.pk}/restore/").status_code == 404
    assert client.post(f"/c/{saved.pk}/restore/").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(1, 302), (-1, 404)])
def test_a_configuration_can_be_restored_for_30_days(
    minutes: int, status: int, saved: Configuration, client: Client
) -> None:
    moment = timezone.now() - RESTORE_PERIOD + timedelta(minutes=minutes)
    Configuration.objects.filter(pk=saved.pk).update(deleted=moment)

    assert client.post(f"/c/{saved.pk}/restore/").status_code == status


@pytest.mark.parametrize(
    ("age", "left"), [(RESTORE_PERIOD, 0), (RESTORE_PERIOD - timedelta(seconds=1), 1)]
)
def test_a_purge_removes_what_was_deleted_30_days_ago(
    age: timedelta, left: int, saved: Configuration, author: User
) -> None:
    now = timezone.now()
    configurations.delete(key=saved.pk, person=author, now=now - age)

    purge(now)

    rows = (Configuration, Revision, Archive, Event)
    assert [bool(model.objects.count()) for model in rows] == [bool(left)] * 4


def test_a_purge_keeps_the_bundle_of_another_revision(
    saved: Configuration, client: Client, author: User
) -> None:
    client.post(f"/c/{saved.pk}/r/1/duplicate/")
    copy = Configuration.objects.exclude(pk=saved.pk).get()
    client.post(f"/c/{copy.pk}/rename/", {"name": saved.name})
    client.post(f"/c/{copy.pk}/save/", {"note": ""})
    configurations.delete(key=saved.pk, person=author, now=timezone.now() - RESTORE_PERIOD)

    purge(timezone.now())

    assert copy.revisions.get().archive == Archive.objects.get()


def test_the_command_says_how_much_is_gone(
    saved: Configuration, author: User, capsys: pytest.CaptureFixture[str]
) -> None:
    configurations.delete(key=saved.pk, person=author, now=timezone.now() - RESTORE_PERIOD)

    call_command("purge")
    call_command("purge")

    output = capsys.readouterr().out
    assert output == (
        "Deleted 1 configuration, 0 drafts and 1 bundle.\n"
        "Deleted 0 configurations, 0 drafts and 0 bundles.\n"
    )
