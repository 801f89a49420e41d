"""Absolute URLs name SITE_URL, whatever host a request names."""

from __future__ import annotations

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from configurator.models import Configuration
from configurator.models import User
from configurator.services import tokens
from tests.people import PASSWORD
from tests.people import signed_in
from tests.web.accounts.identity import Identity
from tests.web.sending import send

SITE = "https://plans.acme.example"
FOREIGN = "evil.example:99"
HEADERS = {"Host": FOREIGN, "X-Forwarded-Host": FOREIGN, "X-Forwarded-Port": "98"}
URL = re.compile(r"https?://[^\s/\"]+")
NEW = {"username": "ada", "email": "ada@acme.example", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(autouse=True)
def public(settings: Settings, db: None) -> None:
    """Publish the site under one address, and let requests name any host."""
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["*"]
    settings.EMAIL_HOST = "mail.acme.example"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def stranger() -> Client:
    """Return a browser that names a foreign host."""
    return Client(headers=HEADERS)


def foreign(author: User) -> Client:
    client = signed_in(author)
    client.defaults |= {"HTTP_HOST": FOREIGN, "HTTP_X_FORWARDED_HOST": FOREIGN}
    return client


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("/account/password/reset/", {"email": "author@acme.example"}),
        ("/account/password/reset/", {"email": "nobody@acme.example"}),
        ("/account/signup/", NEW),
        ("/account/signup/", NEW | {"email": "author@acme.example"}),
        ("/account/login/", {"login": "author", "password": PASSWORD}),
    ],
)
def test_an_account_e_mail_names_the_site_and_not_the_host_of_the_request(
    page: str,
    sent: dict[str, str],
    stranger: Client,
    author: User,
    mailoutbox: list[EmailMessage],
) -> None:
    stranger.post(page, sent)

    assert mailoutbox
    for message in mailoutbox:
        text = f"{message.subject}\n{message.body}"
        assert "evil" not in text
        assert {*URL.findall(text)} <= {SITE}
        assert "plans.acme.example" in text


def test_an_added_address_is_confirmed_at_the_site(
    author: User, mailoutbox: list[EmailMessage]
) -> None:
    client = foreign(author)

    send(client, "/account/email/", {"email": "new@acme.example", "action_add": ""})
    client.post("/account/password/change/", {"oldpassword": PASSWORD, **_twice("another phrase")})

    bodies = "".join(str(message.body) for message in mailoutbox)
    assert f"{SITE}/account/confirm-email/" in bodies
    assert "evil" not in bodies


def test_a_shared_link_names_the_site(author: User, saved: Configuration) -> None:
    client = foreign(author)
    sent = {
        "link-label": "ops",
        "link-role": "viewer",
        "link-days": "30",
        "link-idempotency_key": "once",
    }

    page = client.post(f"/c/{saved.pk}/share/", {"form": "link", **sent})

    text = page.content.decode()
    assert f"{SITE}/s/" in text
    assert FOREIGN not in text


def test_no_page_repeats_the_host_of_a_request(
    author: User, saved: Configuration, stranger: Client
) -> None:
    client = foreign(author)

    for path in (
        "/",
        "/configurations/",
        f"/c/{saved.pk}/r/1/",
        "/account/",
        f"/c/{saved.pk}/share/",
    ):
        for browser in (client, stranger):
            answer = browser.get(path)
            assert "evil" not in answer.content.decode()
            assert "evil" not in answer.headers.get("Location", "")


def test_no_answer_of_the_api_repeats_the_host_of_a_request(
    author: User, saved: Configuration
) -> None:
    secret = tokens.create(author, "A program", "write", None).secret
    program = Client(headers={"Authorization": f"Bearer {secret}", **HEADERS})

    for path in ("configurations", f"configurations/{saved.pk}/revisions/1", "openapi.json"):
        answer = program.get(f"/api/v1/{path}")
        assert answer.status_code == 200
        assert "evil" not in answer.content.decode()


def test_the_provider_of_single_sign_on_leads_back_to_the_site(
    identity: Identity, stranger: Client
) -> None:
    page = stranger.post("/account/oidc/sso/login/").content.decode()

    assert "redirect_uri=https%3A%2F%2Fplans.acme.example%2Faccount%2F" in page
    assert "evil" not in page


def test_without_an_address_of_the_site_links_follow_the_request(
    author: User, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.SITE_URL = ""

    Client().post("/account/password/reset/", {"email": "author@acme.example"})

    assert "http://testserver/account/password/reset/key/" in str(mailoutbox[0].body)


def test_another_port_gives_nobody_more_attempts_to_sign_in(author: User) -> None:
    texts = []
    for port in range(1, 8):
        client = Client(headers={"Host": f"plans.acme.example:{port}"})
        page = client.post("/account/login/", {"login": "author", "password": f"wrong {port}"})
        texts.append(page.content.decode())

    assert "Too many attempts" in texts[-1]


def _twice(password: str) -> dict[str, str]:
    return {"password1": password, "password2": password}
