from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db.models import Model
from django.test import Client

from configurator.access import Visitor
from configurator.models import ApiToken
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Link
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.services import drafts
from configurator.services import revisions
from configurator.services import tokens
from tests.people import PASSWORD
from tests.people import signed_in

pytestmark = pytest.mark.postgres

OURS = list(apps.get_app_config("configurator").get_models())
# What a person saw last, or ticked as viewed, is of no use to others, and members are listed in
# their team. Commits are read with Git, an inbox by its person, and approval rules and what was
# done with them on the pages of their team.
NOWHERE = {
    *("approvalrule", "commit", "inboxitem", "lastseen", "membership", "teamevent", "viewedtick"),
}
LISTED = [model for model in OURS if model._meta.model_name not in NOWHERE]
names = {"ids": lambda model: model.__name__}


def place(model: type[Model], rest: str = "") -> str:
    return f"/admin/configurator/{model._meta.model_name}/{rest}"


@pytest.fixture
def keeper(db: None) -> Client:
    """Return the browser of somebody who administers the site."""
    return signed_in(User.objects.create_superuser("keeper", "keeper@acme.example", PASSWORD))


@pytest.mark.parametrize("model", LISTED, **names)  # type: ignore[arg-type] # ids=
def test_every_model_has_its_list_and_its_search(model: type[Model], keeper: Client) -> None:
    assert keeper.get(place(model)).status_code == 200
    assert keeper.get(place(model), {"q": "x"}).status_code == 200


def named_filters(site: Any) -> tuple[Any, ...]:
    """Return the filters of an admin, which are names, or pairs of a name and a class."""
    return tuple(site.list_filter)


@pytest.mark.parametrize("model", LISTED, **names)  # type: ignore[arg-type] # ids=
def test_every_field_that_an_admin_names_exists(model: type[Model]) -> None:
    site = admin.site._registry[model]
    fields = {field.name for field in model._meta.get_fields()}
    columns = {name for name in site.list_display if isinstance(name, str)}
    filters = {item if isinstance(item, str) else str(item[0]) for item in named_filters(site)}
    computed = {name for name in (*columns, *site.readonly_fields) if hasattr(site, str(name))}

    named = columns | filters | {*(site.exclude or ()), *map(str, site.readonly_fields)}

    assert named - fields - computed == set()


@pytest.mark.parametrize("model", LISTED, **names)  # type: ignore[arg-type] # ids=
def test_only_people_and_teams_are_made_here(model: type[Model], keeper: Client) -> None:
    made = model in (User, Team)

    assert keeper.get(place(model, "add/")).status_code == (200 if made else 403)


def test_what_was_saved_is_shown_and_not_changed(saved: Configuration, keeper: Client) -> None:
    revision = saved.revisions.get()
    for row in (saved, revision, revision.archive, Event.objects.get()):
        assert row
        page = keeper.get(place(type(row), f"{row.pk}/change/"))

        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert keeper.post(place(type(row), f"{row.pk}/delete/")).status_code == 403


def test_no_page_shows_a_digest_that_opens_something(saved: Configuration, keeper: Client) -> None:
    person = saved.person
    assert person
    token = tokens.create(person, "CI", "read", None).token
    link = Link.objects.create(configuration=saved, digest="d" * 64, role="viewer", by=person)

    for row in (token, link):
        for page in (place(type(row)), place(type(row), f"{row.pk}/change/")):
            assert row.digest not in keeper.get(page).content.decode()


def test_nobody_reads_a_draft_here(draft: Configuration, keeper: Client) -> None:
    page = keeper.get(place(Configuration, f"{draft.pk}/change/")).content.decode()

    assert draft.browser not in page
    assert "apiVersion" not in page
    assert 'class="form-row field-writes"' not in page


def test_a_leaked_token_is_revoked_here(author: User, keeper: Client) -> None:
    made = tokens.create(author, "CI", "read", None)

    keeper.post(place(ApiToken), {"action": "revoke", "_selected_action": made.token.pk})

    assert tokens.find(made.secret) is None


def test_people_are_made_and_switched_off_and_not_deleted(author: User, keeper: Client) -> None:
    sent = {"username": "ada", "email": "ada@acme.example", "usable_password": "true"}
    sent |= {"password1": PASSWORD, "password2": PASSWORD}

    keeper.post(place(User, "add/"), sent)

    assert User.objects.get(username="ada").check_password(PASSWORD)
    assert keeper.post(place(User, f"{author.pk}/delete/"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [Revision, Event, Configuration], **names)  # type: ignore[arg-type] # ids=
def test_a_list_costs_the_same_however_long_it_is(
    model: type[Model],
    author: User,
    join: Callable[..., User],
    keeper: Client,
    django_assert_max_num_queries: Any,
) -> None:
    import generators

    for number in range(12):
        plan = generators.recommended()
        revisions.save(drafts.create(Visitor(join(f"person-{number}")), plan).pk, author)

    with django_assert_max_num_queries(8):
        keeper.get(place(model))


def test_the_admin_signs_in_where_attempts_are_counted(client: Client, db: None) -> None:
    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/account/login/?next=%2Fadmin%2F"


def test_the_admin_is_closed_to_others(author: User) -> None:
    answer = signed_in(author).get("/admin/login/")

    assert answer.status_code == 403
    assert "/admin/" not in signed_in(author).get("/account/").content.decode()


def test_the_admin_knows_no_secret_of_a_provider(keeper: Client) -> None:
    assert not {"SocialApp", "SocialToken"} & {model.__name__ for model in admin.site._registry}


def test_the_first_administrator_comes_from_the_command_line(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    named = {"username": "root", "email": "root@acme.example"}
    call_command("createsuperuser", interactive=False, verbosity=0, **named)

    answer = client.post(
        "/account/login/?next=/admin/", {"login": "root", "password": PASSWORD, "next": "/admin/"}
    )

    assert answer.headers["Location"] == "/admin/"
    assert "Administration" in client.get("/admin/").content.decode()
