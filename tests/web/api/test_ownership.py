"""What owners do by programs: whole configurations, sharing, teams, webhooks, their account."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from configurator.models import ApiToken
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Team
from configurator.models import User
from tests.web.api.conftest import program_of

pytestmark = pytest.mark.postgres

JSON = "application/json"
TOP = "/api/v1/configurations"


def post(program: Client, path: str, body: Any, **headers: str) -> Any:
    return program.post(f"/api/v1/{path}", body, content_type=JSON, headers=headers)


def patch(program: Client, path: str, body: Any) -> Any:
    return program.patch(f"/api/v1/{path}", body, content_type=JSON)


def test_a_configuration_is_renamed_archived_deleted_and_restored(
    saved: Configuration, program: Client
) -> None:
    url = f"configurations/{saved.pk}"

    assert patch(program, url, {"name": "acme-other"}).json()["name"] == "acme-other"
    assert patch(program, url, {"name": "Not A Label"}).status_code == 422
    assert post(program, f"{url}/archive", {}).json()["archived"]
    assert patch(program, url, {"name": "acme"}).status_code == 403
    assert post(program, f"{url}/unarchive", {}).json()["archived"] is None
    assert program.delete(f"/api/v1/{url}").status_code == 204
    assert program.get(f"/api/v1/{url}").status_code == 404
    (deleted,) = program.get(f"{TOP}/deleted").json()["configurations"]
    assert deleted["id"] == str(saved.pk)
    assert post(program, f"{url}/restore", {}).json()["name"] == "acme-other"


def test_a_configuration_is_duplicated_and_moved(
    saved: Configuration, program: Client, team: Team
) -> None:
    copy = post(program, f"configurations/{saved.pk}/revisions/1/duplicate", {})

    moved = post(program, f"configurations/{saved.pk}/move", {"team": team.slug}).json()

    assert (copy.status_code, copy.json()["state"]) == (201, "unsaved")
    assert (moved["owner"], moved["lost"]) == ({"person": None, "team": team.slug}, [])
    assert post(program, f"configurations/{saved.pk}/move", {"team": "none"}).status_code == 422


def test_a_link_is_made_once_opened_and_revoked(saved: Configuration, program: Client) -> None:
    links = f"configurations/{saved.pk}/links"
    key = {"Idempotency-Key": "run-17"}

    first, second = (post(program, links, {"label": "Audit"}, **key) for _ in range(2))

    assert first.json()["url"] == second.json()["url"]
    assert first.headers["Cache-Control"] == "no-store"
    browser = Client()
    assert browser.get(first.json()["url"]).status_code == 302
    assert browser.get(f"/c/{saved.pk}/r/1/").status_code == 200
    (row,) = program.get(f"/api/v1/{links}").json()["links"]
    assert "url" not in row
    assert program.delete(f"/api/v1/{links}/{row['id']}").status_code == 204
    assert browser.get(f"/c/{saved.pk}/r/1/").status_code == 404


def test_sharing_gives_changes_and_takes_access(
    saved: Configuration, program: Client, outsider: User
) -> None:
    shares = f"configurations/{saved.pk}/shares"
    theirs = program_of(outsider)

    share = post(program, shares, {"person": outsider.username, "role": "viewer"}).json()

    assert theirs.get(f"{TOP}/{saved.pk}").status_code == 200
    assert theirs.get(f"{TOP}/{saved.pk}/draft").status_code == 403
    assert patch(program, f"{shares}/{share['id']}", {"role": "editor"}).json()["role"] == "editor"
    assert theirs.get(f"{TOP}/{saved.pk}/draft").status_code == 200
    assert program.delete(f"/api/v1/{shares}/{share['id']}").status_code == 204
    assert theirs.get(f"{TOP}/{saved.pk}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [{"role": "viewer"}, {"person": "a", "team": "b", "role": "viewer"}, {"person": "nobody"}],
)
def test_a_share_names_one_account_and_a_role(
    body: Any, saved: Configuration, program: Client
) -> None:
    assert post(program, f"configurations/{saved.pk}/shares", body).status_code == 422


def test_a_list_has_pages_of_fifty(saved: Configuration, author: User, program: Client) -> None:
    people = [User.objects.create(username=f"person{number}") for number in range(51)]
    saved.shares.bulk_create(
        saved.shares.model(configuration=saved, person=person, role="viewer", by=author)
        for person in people
    )

    first = program.get(f"{TOP}/{saved.pk}/shares").json()
    second = program.get(first["next"]).json()

    assert (len(first["shares"]), len(second["shares"]), second["next"]) == (50, 1, None)


def test_a_team_keeps_an_owner_and_lets_members_leave(
    author: User, outsider: User, program: Client
) -> None:
    slug = post(program, "teams", {"name": "Data"}).json()["slug"]
    members = f"teams/{slug}/members"
    post(program, members, {"person": outsider.username, "role": "viewer"})

    assert patch(program, f"{members}/{author.username}", {"role": "viewer"}).status_code == 409
    assert program.delete(f"/api/v1/{members}/{author.username}").status_code == 409
    theirs = program_of(outsider)
    assert theirs.delete(f"/api/v1/{members}/{author.username}").status_code == 403
    assert theirs.delete(f"/api/v1/{members}/{outsider.username}").status_code == 204
    assert Membership.objects.filter(team__slug=slug).count() == 1


def test_settings_that_are_left_out_stay(program: Client) -> None:
    slug = post(program, "teams", {"name": "Data"}).json()["slug"]
    patch(program, f"teams/{slug}", {"approvals_by_environment": {"production": 2}})

    changed = patch(program, f"teams/{slug}", {"required_approvals": 3}).json()

    assert changed["approvals_by_environment"] == {"production": 2}
    assert (changed["required_approvals"], changed["name"]) == (3, "Data")
    assert patch(program, f"teams/{slug}", {"required_approvals": 11}).status_code == 422


def test_a_team_that_owns_configurations_is_not_deleted(
    saved: Configuration, team: Team, program: Client
) -> None:
    post(program, f"configurations/{saved.pk}/move", {"team": team.slug})

    answer = program.delete(f"/api/v1/teams/{team.slug}")

    assert (answer.status_code, answer.json()["current"]) == (409, 1)


def test_only_its_creation_and_replacement_show_a_webhooks_secret(
    team: Team, program: Client
) -> None:
    hooks = f"teams/{team.slug}/webhooks"
    made = post(program, hooks, {"url": "https://acme.example/hook", "events": ["approved"]}).json()
    url = f"{hooks}/{made['id']}"

    replaced = post(program, f"{url}/secret", {}).json()

    assert made["secret"].startswith("whsec_")
    assert replaced["secret"] != made["secret"]
    assert "secret" not in program.get(f"/api/v1/{url}").json()
    assert patch(program, url, {"active": False}).json()["events"] == ["approved"]
    queued = post(program, f"{url}/test", {})
    assert queued.status_code == 202
    (row,) = program.get(f"/api/v1/{url}/deliveries").json()["deliveries"]
    assert (row["id"], row["type"]) == (queued.json()["id"], "webhook.test")


def test_a_webhook_into_the_servers_own_network_is_refused(team: Team, program: Client) -> None:
    answer = post(program, f"teams/{team.slug}/webhooks", {"url": "http://127.0.0.1/"})

    assert answer.status_code == 422


def test_subscriptions_change_one_by_one(author: User, program: Client) -> None:
    quiet = {"event": "approved", "inbox": False, "mail": False}

    changed = patch(program, "notifications/subscriptions", {"subscriptions": [quiet]}).json()

    rows = {row["event"]: (row["inbox"], row["mail"]) for row in changed["subscriptions"]}
    assert rows.pop("approved") == (False, False)
    assert rows.pop("suggestions-taken") == (True, False)
    assert set(rows.values()) == {(True, True)}
    author.refresh_from_db()
    assert {"mail:approved", "shown:approved"} <= set(author.muted)
    unknown = {"subscriptions": [{**quiet, "event": "nodded"}]}
    assert patch(program, "notifications/subscriptions", unknown).status_code == 422


def test_a_token_revokes_itself_and_makes_no_other(author: User, program: Client) -> None:
    account = program.get("/api/v1/account").json()

    assert account["username"] == author.username
    assert post(program, "account/tokens", {"name": "More"}).status_code == 405
    assert program.delete(f"/api/v1/account/tokens/{account['token']['id']}").status_code == 204
    assert program.get("/api/v1/account").status_code == 401
    assert ApiToken.objects.get(pk=account["token"]["id"]).revoked
