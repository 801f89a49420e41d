from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Link
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from tests.people import signed_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.postgres

Shared = Callable[[User | Team, str], Share]


def ask(saved: Configuration, author: User, form: str, **sent: str) -> Answer:
    """Send one of the forms of the page."""
    fields = {f"{form}-{name}": value for name, value in sent.items()}
    return signed_in(author).post(f"/c/{saved.pk}/share/", {"form": form, **fields}, follow=True)


@pytest.mark.parametrize("called", ["reviewer", "Reviewer", "Reviewer@acme.example", " reviewer "])
def test_a_person_is_let_in_by_name_or_address(
    saved: Configuration, author: User, reviewer: User, called: str
) -> None:
    answer = ask(saved, author, "person", user=called, role="viewer")

    assert "Shared with reviewer as viewer." in answer.content.decode()
    assert signed_in(reviewer).get(f"/c/{saved.pk}/r/1/").status_code == 200


def test_capitals_matter_only_where_two_names_differ_by_them(
    saved: Configuration, author: User, reviewer: User
) -> None:
    User.objects.create(username="REVIEWER", email="other@acme.example")

    page = ask(saved, author, "person", user="Reviewer", role="viewer").content.decode()
    assert "No account with this name" in page
    ask(saved, author, "person", user="reviewer", role="viewer")

    assert Share.objects.get().person == reviewer


def test_a_name_that_is_anothers_address_does_not_let_in_the_wrong_person(
    saved: Configuration, author: User, reviewer: User, join: Callable[..., User]
) -> None:
    impostor = join("impostor")
    User.objects.filter(pk=impostor.pk).update(username="reviewer@acme.example")

    ask(saved, author, "person", user="reviewer@acme.example", role="viewer")

    assert Share.objects.get().person == reviewer


@pytest.mark.parametrize(
    ("form", "sent", "error"),
    [
        ("person", {"user": "nobody", "role": "viewer"}, "No account with this name"),
        ("person", {"user": "author", "role": "viewer"}, "author is an owner"),
        ("person", {"user": "reviewer", "role": "owner"}, "Select a valid choice"),
        ("team", {"team": "nobody", "role": "viewer"}, "No team with this name"),
        ("link", {"label": "x", "role": "editor"}, "Select a valid choice"),
        ("link", {"label": "x", "role": "viewer", "number": "7"}, "Select a valid choice"),
        ("link", {"label": "", "role": "viewer"}, "This field is required"),
    ],
)
@pytest.mark.usefixtures("reviewer")
def test_what_cannot_be_is_said_beside_the_field(
    saved: Configuration, author: User, form: str, sent: dict[str, str], error: str
) -> None:
    page = ask(saved, author, form, idempotency_key="once", **sent).content.decode()

    assert error in page
    assert "autofocus" in page
    assert not Share.objects.exists()
    assert not Link.objects.exists()


def test_a_label_that_holds_a_secret_is_refused(saved: Configuration, author: User) -> None:
    label = "postgres://admin:hunter2@db.acme.com/x"

    page = ask(
        saved, author, "link", label=label, role="viewer", idempotency_key="x"
    ).content.decode()

    assert "looks like a secret" in page
    assert not Link.objects.exists()


def test_sharing_again_changes_the_role(
    saved: Configuration, author: User, reviewer: User, share: Shared
) -> None:
    share(reviewer, "editor")

    ask(saved, author, "person", user="reviewer", role="viewer")

    assert Share.objects.get().role == "viewer"
    assert signed_in(reviewer).get(f"/c/{saved.pk}/findings/").status_code == 403


def test_a_role_is_changed_in_the_table(
    saved: Configuration, author: User, reviewer: User, share: Shared
) -> None:
    granted = share(reviewer, "viewer")

    signed_in(author).post(f"/c/{saved.pk}/share/{granted.pk}/", {"role": "editor"})

    assert signed_in(reviewer).get(f"/c/{saved.pk}/findings/").status_code == 200


def test_nobody_becomes_an_owner_by_a_share(
    saved: Configuration, author: User, reviewer: User, share: Shared
) -> None:
    granted = share(reviewer, "editor")

    for role in ("owner", "admin", ""):
        signed_in(author).post(f"/c/{saved.pk}/share/{granted.pk}/", {"role": role})

    assert Share.objects.get().role == "editor"


def test_an_editor_shares_with_nobody_least_of_all_themselves(
    saved: Configuration, reviewer: User, share: Shared
) -> None:
    granted = share(reviewer, "editor")
    client, page = signed_in(reviewer), f"/c/{saved.pk}/share/"
    sent = {"form": "person", "person-user": "reviewer", "person-role": "editor"}

    assert client.post(page, sent).status_code == 403
    assert client.post(f"{page}{granted.pk}/", {"role": "editor"}).status_code == 403


def test_who_is_shut_out_sees_nothing_at_once(
    saved: Configuration, author: User, reviewer: User, share: Shared
) -> None:
    granted, browser = share(reviewer, "editor"), signed_in(reviewer)
    assert browser.get(f"/c/{saved.pk}/r/1/").status_code == 200

    signed_in(author).post(f"/c/{saved.pk}/share/{granted.pk}/", {"stop": "1"})

    assert browser.get(f"/c/{saved.pk}/r/1/").status_code == 404


def test_shutting_out_twice_is_no_mistake(
    saved: Configuration, author: User, reviewer: User, share: Shared
) -> None:
    address, client = f"/c/{saved.pk}/share/{share(reviewer, 'viewer').pk}/", signed_in(author)

    client.post(address, {"stop": "1"})
    page = client.post(address, {"stop": "1"}, follow=True).content.decode()

    assert "removed already" in page


@pytest.mark.parametrize(("in_team", "reads"), [("viewer", 403), ("editor", 200)])
def test_a_teams_share_gives_no_member_more_than_their_role_there(
    saved: Configuration, reviewer: User, share: Shared, team: Team, in_team: str, reads: int
) -> None:
    team.memberships.create(person=reviewer, role=in_team)

    share(team, "editor")

    assert signed_in(reviewer).get(f"/c/{saved.pk}/findings/").status_code == reads


def test_who_leaves_a_team_leaves_what_was_shared_with_it(
    saved: Configuration, reviewer: User, share: Shared, team: Team
) -> None:
    seat, browser = team.memberships.create(person=reviewer, role="viewer"), signed_in(reviewer)
    share(team, "viewer")
    assert browser.get(f"/c/{saved.pk}/r/1/").status_code == 200

    seat.delete()

    assert browser.get(f"/c/{saved.pk}/r/1/").status_code == 404


@pytest.mark.parametrize("called", ["platform", "Platform", "PLATFORM"])
def test_a_team_is_let_in_by_its_name(
    saved: Configuration, author: User, team: Team, called: str
) -> None:
    ask(saved, author, "team", team=called, role="reviewer")

    assert Share.objects.get().team == team


def test_two_teams_of_one_name_are_told_apart_by_their_short_names(
    saved: Configuration, author: User, team: Team
) -> None:
    Team.objects.create(name="Platform", slug="platform-two")
    Team.objects.filter(pk=team.pk).update(slug="platform-one")

    page = ask(saved, author, "team", team="Platform", role="viewer").content.decode()

    assert "Several teams have this name" in page


def test_only_members_learn_who_is_in_a_team(
    saved: Configuration, author: User, outsider: User, share: Shared
) -> None:
    foreign = Team.objects.create(name="Theirs", slug="theirs")
    foreign.memberships.create(person=outsider, role="owner")
    share(foreign, "viewer")

    page = signed_in(author).get(f"/c/{saved.pk}/share/").content.decode()

    assert "Theirs" in page
    assert "outsider" not in page


def test_a_draft_that_was_never_saved_says_to_save_it(author: User) -> None:
    client = signed_in(author)
    client.post("/start/")
    draft = Configuration.objects.get()

    page = client.get(f"/c/{draft.pk}/share/").content.decode()

    assert f"/c/{draft.pk}/save/" in page
    assert "Save the draft" in page


def test_a_browsers_draft_says_so_too(draft: Configuration, engineer: Client) -> None:
    answer = engineer.get(f"/c/{draft.pk}/share/")

    assert answer.status_code == 403
    assert "Save it first" in answer.content.decode()


def test_all_of_it_is_in_the_history(
    saved: Configuration, author: User, reviewer: User, share: Shared, link: Callable[..., str]
) -> None:
    granted = share(reviewer, "viewer")
    link()

    signed_in(author).post(f"/c/{saved.pk}/share/{granted.pk}/", {"stop": "1"})
    signed_in(author).post(f"/c/{saved.pk}/share/links/{Link.objects.get().pk}/revoke/")

    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["saved", "shared", "linked", "unshared", "revoked"]


def test_the_page_takes_as_many_queries_for_many_as_for_few(
    saved: Configuration,
    author: User,
    join: Callable[..., User],
    share: Shared,
    link: Callable[..., str],
) -> None:
    client, page = signed_in(author), f"/c/{saved.pk}/share/"
    taken = []
    for number in range(12):
        team = Team.objects.create(name=f"Team {number}", slug=f"team-{number}")
        team.memberships.create(person=author, role="owner")
        share(team, "viewer")
        share(join(f"person-{number}"), "viewer")
        link()
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        taken.append(len(queries))

    assert len(set(taken)) == 1
