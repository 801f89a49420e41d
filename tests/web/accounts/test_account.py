from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from allauth import urls as allauth
from django.template import Engine
from django.test import Client
from django.urls import URLPattern
from django.urls import URLResolver

from configurator.models import User
from configurator.services import accounts
from tests.people import PASSWORD
from tests.people import signed_in

TOP = Path(__file__).resolve().parent.parent.parent.parent
OURS = TOP / "templates"
PHRASE = "another-long-enough-phrase"


def test_strangers_are_asked_to_sign_in_first(client: Client) -> None:
    assert client.get("/account/").headers["Location"] == "/account/login/?next=/account/"


@pytest.mark.parametrize(
    "name",
    ["Grace (grace)", "Grace\u202egrace", "Grace\n grace", "（Grace） grace", "Grace\u2066grace"],
)
def test_a_name_cannot_pass_for_somebody_elses(author: User, name: str) -> None:
    accounts.rename(author, name)

    assert author.display_name == "Grace grace (author)"


def test_the_name_that_others_see_keeps_the_one_that_is_unique(author: User) -> None:
    client = signed_in(author)

    client.post("/account/", {"name": "Ada Lovelace"})

    author.refresh_from_db()
    assert author.display_name == "Ada Lovelace (author)"
    assert "Ada Lovelace (author)" in client.get("/account/").content.decode()


def test_a_name_that_holds_a_secret_is_refused(author: User) -> None:
    name = "postgres://admin:hunter2@db.acme.com/x"

    page = signed_in(author).post("/account/", {"name": name}).content.decode()

    author.refresh_from_db()
    assert "looks like a secret" in page
    assert author.first_name == ""


def test_a_changed_password_ends_other_sessions(author: User) -> None:
    browser, elsewhere = signed_in(author), signed_in(author)

    answer = browser.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": PHRASE, "password2": PHRASE},
    )

    assert answer.headers["Location"] == "/account/"
    assert browser.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_another_address_becomes_the_main_one(author: User) -> None:
    client, new = signed_in(author), "new@acme.example"

    client.post("/account/email/", {"email": new, "action_add": ""})
    client.post("/account/email/", {"email": new, "action_primary": ""})
    page = client.post("/account/email/", {"email": author.email, "action_remove": ""}, follow=True)

    author.refresh_from_db()
    assert author.email == new
    assert "author@acme.example is removed." in page.content.decode()


def test_somebody_elses_address_is_refused(author: User, join: Callable[..., User]) -> None:
    other = join("other")

    page = signed_in(author).post("/account/email/", {"email": other.email, "action_add": ""})

    assert "An account with this address exists" in page.content.decode()


def pages(patterns: list[URLPattern | URLResolver]) -> list[type]:
    """List the pages that allauth has."""
    views: list[type] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            views += pages(pattern.url_patterns)
        elif view := getattr(pattern.callback, "view_class", None):
            views.append(view)
    return views


SHOWN = [view for view in pages(allauth.urlpatterns) if getattr(view, "template_name", None)]


@pytest.mark.parametrize("view", SHOWN, ids=lambda page: page.__name__)
def test_every_page_of_allauth_is_in_our_words(view: type) -> None:
    name: str = view.template_name  # type: ignore[attr-defined] # a class-based view's

    if "confirm_login_code" not in name:
        assert Path(Engine.get_default().get_template(name).origin.name).is_relative_to(OURS)


def test_every_message_of_allauth_is_in_our_words() -> None:
    allauth_templates = Path(str(allauth.__file__)).parent / "templates"
    unused = {"login_code", "password_reset_code", "phone"}

    for folder in ("account/messages", "account/email", "socialaccount/messages"):
        for path in (allauth_templates / folder).glob("*.txt"):
            ours = OURS / folder / path.name
            assert ours.exists() or any(word in path.name for word in unused), path.name
