from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import generators
from configurator.models import Archive
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from configurator.services import keeping
from configurator.services import teams
from configurator.services.purging import WAY_BACK
from configurator.services.purging import purge
from tests.people import signed_in
from tests.web.sending import send

Revise = Callable[..., Revision]


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


@pytest.fixture
def team(author: User) -> Team:
    """Return a team that the author owns."""
    return teams.found("Platform", author)


def now_of(saved: Configuration) -> Configuration:
    return Configuration.objects.get(pk=saved.pk)


def verbs(saved: Configuration) -> list[str]:
    return list(saved.events.order_by("pk").values_list("verb", flat=True))


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
def test_a_copy_has_a_name_that_a_plan_may_have(name: str, copy: str) -> None:
    assert keeping.copy_name(name) == copy
    assert generators.revised(generators.recommended(), {"metadata.name": copy}).name == copy


def test_a_duplicate_of_the_draft_is_a_new_draft_of_ones_own(
    saved: Configuration, client: Client, author: User
) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "https://cache/x"})

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


def test_a_revision_that_cannot_be_read_any_more_is_not_duplicated(
    saved: Configuration, client: Client
) -> None:
    saved.revisions.update(complete={"apiVersion": "skillflaw-configurator/v0"})

    page = client.post(f"/c/{saved.pk}/r/1/duplicate/", follow=True).content.decode()

    assert "cannot read that revision any more" in page
    assert Configuration.objects.count() == 1


# Rename.


def test_a_new_name_is_the_drafts_and_leaves_the_revisions(
    saved: Configuration, client: Client
) -> None:
    client.post(f"/c/{saved.pk}/rename/", {"name": "acme-eu"})

    renamed = now_of(saved)
    assert (renamed.name, renamed.plan.name, renamed.changed) == ("acme-eu", "acme-eu", True)
    assert renamed.revisions.get().plan.name == saved.name
    assert verbs(saved) == ["saved", "renamed"]


def test_a_name_that_no_plan_may_have_is_refused_beside_the_field(
    saved: Configuration, client: Client
) -> None:
    page = client.post(f"/c/{saved.pk}/rename/", {"name": "Acme EU"}).content.decode()

    assert "note error" in page
    assert 'value="Acme EU"' in page
    assert now_of(saved).name == saved.name


# Archive.


def test_an_archived_configuration_is_read_and_not_changed(
    saved: Configuration, client: Client
) -> None:
    client.post(f"/c/{saved.pk}/archive/")
    client.post(f"/c/{saved.pk}/archive/")

    assert client.get(f"/c/{saved.pk}/r/1/").status_code == 200
    assert client.post(f"/c/{saved.pk}/rename/", {"name": "x"}).status_code == 403
    assert verbs(saved) == ["saved", "archived"]


def test_what_comes_out_of_the_archive_changes_again(saved: Configuration, client: Client) -> None:
    client.post(f"/c/{saved.pk}/archive/")

    client.post(f"/c/{saved.pk}/archive/", {"out": ""})

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


def test_it_moves_only_to_a_team_in_which_one_edits(
    saved: Configuration, client: Client, author: User, reviewer: User
) -> None:
    teams.join(teams.found("Others", reviewer), author, Role.REVIEWER)

    page = client.post(f"/c/{saved.pk}/move/", {"owner": "team.others"}).content.decode()

    assert "There is nobody to move it to" in page
    assert now_of(saved).person == author


# Who may.


ACTS = ["duplicate/", "rename/", "archive/", "move/", "delete/", "r/1/restore/"]
BY_ROLE = {
    Role.EDITOR: {"duplicate/", "rename/", "r/1/restore/"},
    Role.REVIEWER: set(),
    Role.VIEWER: set(),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", BY_ROLE)
def test_a_role_decides_who_may_act(
    act: str, role: Role, saved: Configuration, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role=role, by=author)

    answer = signed_in(reviewer).post(f"/c/{saved.pk}/{act}")

    assert (answer.status_code != 403) == (act in BY_ROLE[role])


@pytest.mark.parametrize("act", [*ACTS, "restore/", "r/1/duplicate/"])
def test_a_stranger_finds_nothing_to_act_on(act: str, saved: Configuration, outsider: User) -> None:
    assert signed_in(outsider).post(f"/c/{saved.pk}/{act}").status_code == 404


# Delete and restore.


def test_what_is_deleted_is_gone_from_everywhere_at_once(
    saved: Configuration, client: Client, author: User
) -> None:
    client.post(f"/c/{saved.pk}/delete/")

    for place in ("", "redis/", "r/1/", "r/1/download/", "history/"):
        assert client.get(f"/c/{saved.pk}/{place}").status_code == 404
    assert f"/c/{saved.pk}/" not in client.get("/configurations/").content.decode()
    assert verbs(saved) == ["saved", "deleted"]


def test_what_was_deleted_comes_back_as_it_was(saved: Configuration, client: Client) -> None:
    client.post(f"/c/{saved.pk}/delete/")
    assert saved.name in client.get("/configurations/deleted/").content.decode()

    client.post(f"/c/{saved.pk}/restore/")

    assert client.get(f"/c/{saved.pk}/r/1/").status_code == 200
    assert verbs(saved) == ["saved", "deleted", "restored"]


def test_a_browsers_draft_comes_back_on_the_same_browser(
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
    teams.join(team, reviewer, Role.EDITOR)
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None, deleted=timezone.now())

    assert signed_in(reviewer).post(f"/c/{saved.pk}/restore/").status_code == 404
    assert client.post(f"/c/{saved.pk}/restore/").status_code == 302


@pytest.mark.parametrize(("more", "back"), [(1, 302), (-1, 404)])
def test_the_way_back_is_open_for_30_days(
    more: int, back: int, saved: Configuration, client: Client
) -> None:
    moment = timezone.now() - WAY_BACK + timedelta(minutes=more)
    Configuration.objects.filter(pk=saved.pk).update(deleted=moment)

    assert client.post(f"/c/{saved.pk}/restore/").status_code == back


@pytest.mark.parametrize(("age", "left"), [(WAY_BACK, 0), (WAY_BACK - timedelta(seconds=1), 1)])
def test_a_purge_takes_what_was_deleted_30_days_ago(
    age: timedelta, left: int, saved: Configuration, author: User
) -> None:
    now = timezone.now()
    keeping.delete(key=saved.pk, person=author, now=now - age)

    purge(now)

    rows = (Configuration, Revision, Archive, Event)
    assert [bool(each.objects.count()) for each in rows] == [bool(left)] * 4


def test_a_purge_keeps_the_bundle_that_another_revision_holds(
    saved: Configuration, client: Client, author: User
) -> None:
    client.post(f"/c/{saved.pk}/r/1/duplicate/")
    copy = Configuration.objects.exclude(pk=saved.pk).get()
    client.post(f"/c/{copy.pk}/rename/", {"name": saved.name})
    client.post(f"/c/{copy.pk}/save/", {"note": ""})
    keeping.delete(key=saved.pk, person=author, now=timezone.now() - WAY_BACK)

    purge(timezone.now())

    assert copy.revisions.get().digest == Archive.objects.get().digest


def test_the_command_says_how_much_is_gone(
    saved: Configuration, author: User, capsys: pytest.CaptureFixture[str]
) -> None:
    keeping.delete(key=saved.pk, person=author, now=timezone.now() - WAY_BACK)

    call_command("purge")
    call_command("purge")

    said = capsys.readouterr().out
    assert said == (
        "Removed 1 configuration and 1 bundle.\nRemoved 0 configurations and 0 bundles.\n"
    )


# An older revision as the draft.


def test_a_revision_becomes_the_draft_again(
    saved: Configuration, revise: Revise, client: Client
) -> None:
    revise({"scaling.backend.replicas": 4})

    client.post(f"/c/{saved.pk}/r/1/restore/")

    back = now_of(saved)
    assert (back.plan, back.changed, back.latest) == (generators.recommended(), True, 2)
    assert verbs(saved)[-1] == "restored"


def changed(saved: Configuration, client: Client) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "other.db.acme.com"})


def test_a_draft_with_changes_is_not_replaced_before_it_is_settled(
    saved: Configuration, client: Client
) -> None:
    changed(saved, client)

    page = client.post(f"/c/{saved.pk}/r/1/restore/").content.decode()

    assert "changes that no revision holds yet" in page
    assert now_of(saved).plan.redis.host == "other.db.acme.com"


def test_the_draft_is_saved_first_where_somebody_wants_to_keep_it(
    saved: Configuration, client: Client
) -> None:
    changed(saved, client)

    client.post(f"/c/{saved.pk}/r/1/restore/", {"keep": "", "seen": now_of(saved).version})

    assert saved.revisions.get(number=2).plan.redis.host == "other.db.acme.com"
    assert now_of(saved).plan == generators.recommended()


def test_dropping_the_changes_makes_the_draft_the_latest_revision(
    saved: Configuration, client: Client
) -> None:
    changed(saved, client)

    client.post(f"/c/{saved.pk}/r/1/restore/", {"drop": "", "seen": now_of(saved).version})

    back = now_of(saved)
    assert (back.plan, back.changed, back.latest) == (generators.recommended(), False, 1)


def test_changes_that_came_after_the_question_are_asked_about_again(
    saved: Configuration, client: Client
) -> None:
    sent = {"drop": "", "seen": now_of(saved).version}
    changed(saved, client)

    page = client.post(f"/c/{saved.pk}/r/1/restore/", sent).content.decode()

    assert "changes that no revision holds yet" in page
    assert now_of(saved).plan.redis.host == "other.db.acme.com"


def test_an_answer_that_cannot_be_read_is_named_before_it_goes(
    saved: Configuration, client: Client
) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "https://cache/x"})

    sent = {"keep": "", "seen": now_of(saved).version}
    page = client.post(f"/c/{saved.pk}/r/1/restore/", sent, follow=True).content.decode()

    assert "1 answer in it cannot be read" in page
    assert now_of(saved).unfinished


# The page of a configuration.


def test_the_page_says_where_it_stands(
    saved: Configuration, revise: Revise, client: Client
) -> None:
    revise({"scaling.backend.replicas": 4}, "Four of them.")
    changed(saved, client)

    page = client.get(f"/c/{saved.pk}/").content.decode()

    assert saved.revisions.get(number=2).digest in page
    assert "Four of them." in page
    assert "It has changes that no revision holds yet" in page
    assert "With nobody else" in page


def test_a_viewer_sees_nothing_of_the_draft(
    saved: Configuration, client: Client, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role="viewer", by=author)
    send(client, f"/c/{saved.pk}/metadata/", {"metadata.description": "Not said yet"})

    page = signed_in(reviewer).get(f"/c/{saved.pk}/").content.decode()

    assert "Not said yet" in client.get(f"/c/{saved.pk}/").content.decode()
    assert "Not said yet" not in page
    assert "Edit the draft" not in page


def test_what_nobody_saved_yet_has_a_page_too(client: Client) -> None:
    client.post("/start/")

    page = client.get(f"/c/{Configuration.objects.get().pk}/").content.decode()

    assert "Nothing is saved yet" in page


def test_many_revisions_cost_the_queries_of_one(
    saved: Configuration, client: Client, author: User, django_assert_num_queries: Any
) -> None:
    like = saved.revisions.get()
    Revision.objects.bulk_create(
        Revision(**{**_values(like), "number": number}) for number in range(2, 50)
    )

    # The session, the person, the configuration; how many revisions there are, a page of them, the
    # latest with the approved one; shares and links; notifications.
    with django_assert_num_queries(9) as asked:
        page = client.get(f"/c/{saved.pk}/").content.decode()

    assert page.count("Duplicate") == 20 + 1
    assert not any('"complete"' in each["sql"] for each in asked.captured_queries)


def _values(revision: Revision) -> dict[str, Any]:
    names = [each.attname for each in Revision._meta.concrete_fields if not each.primary_key]
    return {name: getattr(revision, name) for name in names}


# What a link's reader may do.


def test_a_links_reader_keeps_a_copy_in_their_browser(
    saved: Configuration, link: Callable[..., str]
) -> None:
    reader = Client()
    reader.get(link("viewer"))

    answer = reader.post(f"/c/{saved.pk}/r/1/duplicate/")

    copy = Configuration.objects.exclude(pk=saved.pk).get()
    assert answer.headers["Location"] == f"/c/{copy.pk}/metadata/"
    assert reader.get(f"/c/{copy.pk}/metadata/").status_code == 200
    assert saved.events.latest("pk").link == saved.links.get()


def test_a_links_reader_learns_nothing_about_people(
    saved: Configuration, revise: Revise, link: Callable[..., str], reviewer: User, author: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role="viewer", by=author)
    revise({"scaling.backend.replicas": 4})
    reader = Client()
    reader.get(link("viewer", 1))

    page = reader.get(f"/c/{saved.pk}/").content.decode()

    assert reviewer.username not in page
    assert "Revision 1</strong></a>, saved" in page
    assert "Revision 2" not in page
