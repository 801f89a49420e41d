from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.test import RequestFactory
from pytest_django import Settings

import generators
from configurator.forms.accounts import SignUp
from configurator.models import Configuration
from configurator.models import User
from tests.people import PASSWORD
from tests.people import signed_in

NEW = {"username": "ada", "email": "ada@acme.example", "password1": PASSWORD, "password2": PASSWORD}
WRONG = {"login": "author", "password": "not the password"}


def test_a_name_that_is_longer_than_any_is_wrong_and_breaks_nothing(
    client: Client, db: None
) -> None:
    answer = client.post("/account/login/", {"login": "a" * 70_000, "password": PASSWORD})

    assert answer.status_code == 200


def test_a_newcomer_saves_the_draft_that_they_began_before(engineer: Client) -> None:
    engineer.post("/start/", {"preset": generators.PRESETS[0].slug})
    draft = Configuration.objects.get()
    draft.take(generators.recommended(), {})
    draft.save()
    save = f"/c/{draft.pk}/save/"

    answer = engineer.get(engineer.get(save).headers["Location"])
    there = re.search(r'href="(/account/signup/[^"]+)"', answer.content.decode())
    assert there
    page = engineer.post(there[1], NEW | {"next": save}, follow=True)
    assert page.redirect_chain == [(save, 302)]
    page = engineer.post(save, {"note": "First."}, follow=True)

    draft.refresh_from_db()
    assert draft.person == User.objects.get(username="ada")
    assert "Saved as revision 1" in page.content.decode()


def test_people_sign_in_with_their_name_or_their_address(author: User) -> None:
    for login in ("author", "AUTHOR@acme.example"):
        answer = Client().post("/account/login/", {"login": login, "password": PASSWORD})

        assert answer.headers["Location"] == "/configurations/"


def test_nobody_is_led_to_another_site_after_signing_in(author: User) -> None:
    sent = {"login": "author", "password": PASSWORD, "next": "https://evil.example/"}

    assert Client().post("/account/login/", sent).headers["Location"] == "/configurations/"


def test_drafts_stay_with_the_browser_through_signing_in_and_out(
    draft: Configuration, engineer: Client, author: User
) -> None:
    engineer.post("/account/login/", {"login": "author", "password": PASSWORD})
    assert str(draft.pk) in engineer.get("/").content.decode()

    engineer.post("/account/logout/")

    assert str(draft.pk) in engineer.get("/").content.decode()
    assert engineer.get("/configurations/").status_code == 302


def test_opened_links_end_with_signing_out(author: User) -> None:
    client = signed_in(author)
    session = client.session
    session["links"] = [1]
    session.save()

    client.post("/account/logout/")

    assert "links" not in client.session


def test_drafts_stay_when_a_password_is_changed_elsewhere(
    draft: Configuration, engineer: Client, author: User
) -> None:
    engineer.force_login(author)
    author.set_password("another-long-enough-phrase")
    author.save()

    assert "Sign in" in engineer.get("/account/login/").content.decode()
    assert engineer.get(f"/c/{draft.pk}/findings/").status_code == 200


def test_signing_out_takes_more_than_a_link(author: User) -> None:
    client = signed_in(author)

    assert "You are signed in as author" in client.get("/account/logout/").content.decode()
    assert client.get("/account/").status_code == 200


def test_a_refusal_takes_as_long_whether_the_address_is_known_or_not(
    author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    times = {}
    for login in ("author", author.email, "nobody", "nobody@acme.example"):
        hashed.clear()
        page = Client().post("/account/login/", {"login": login, "password": "not this one"})
        assert page.status_code == 200
        times[login] = len(hashed)

    assert set(times.values()) == {1}, times


def test_wrong_passwords_are_counted_for_an_account(author: User) -> None:
    for _ in range(5):
        Client().post("/account/login/", WRONG)

    page = Client().post("/account/login/", WRONG | {"password": PASSWORD})

    assert "Wait five minutes" in page.content.decode()
    assert page.wsgi_request.user.is_anonymous


def test_a_forged_address_does_not_reset_the_count(db: None) -> None:
    sent = [{"login": f"somebody-{number}", "password": "x"} for number in range(31)]

    statuses = [
        Client()
        .post("/account/login/", answer, headers={"X-Forwarded-For": f"10.0.0.{number}"})
        .status_code
        for number, answer in enumerate(sent)
    ]

    assert statuses == [200] * 30 + [429]


def test_behind_a_proxy_the_address_that_it_adds_counts(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tried(forwarded: str) -> int:
        sent = {"login": "nobody", "password": "x"}
        return (
            Client()
            .post("/account/login/", sent, headers={"X-Forwarded-For": forwarded})
            .status_code
        )

    assert [tried(f"10.9.9.{number}, 192.0.2.7") for number in range(31)][-1] == 429
    assert tried("192.0.2.8") == 200


def test_the_page_for_too_many_attempts_says_when_to_come_back(db: None) -> None:
    answers = [Client().post("/account/login/", {"login": "x", "password": "x"}) for _ in range(31)]

    assert answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Wait a minute, then try again" in answers[-1].content.decode()


def test_sign_in_says_the_same_of_a_wrong_password_and_of_an_unknown_name(author: User) -> None:
    pages = [
        Client().post("/account/login/", {"login": login, "password": "wrong"}).content.decode()
        for login in ("author", "nobody", "author@acme.example", "nobody@acme.example")
    ]

    assert all("The username, the address or the password is wrong" in page for page in pages)


def test_a_password_reset_says_the_same_of_every_address(
    author: User, mail_server: None, mailoutbox: list[EmailMessage]
) -> None:
    pages = [
        Client().post("/account/password/reset/", {"email": email}, follow=True).content
        for email in ("author@acme.example", "nobody@acme.example")
    ]

    assert pages[0] == pages[1]
    assert [message.subject for message in mailoutbox] == [
        "Reset your password",
        "No account with this address",
    ]


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(
    author: User, mailoutbox: list[EmailMessage]
) -> None:
    client, new = Client(), "quite-another-phrase-of-words"
    client.post("/account/password/reset/", {"email": author.email})
    match = re.search(r"http://testserver(\S+)", str(mailoutbox[0].body))
    assert match
    form = client.get(match[1]).headers["Location"]

    client.post(form, {"password1": new, "password2": new})

    author.refresh_from_db()
    assert author.check_password(new)
    assert "Link expired" in Client().get(match[1]).content.decode()


def test_sign_up_can_be_closed(settings: Settings, db: None) -> None:
    settings.SIGN_UP = False

    page = Client().post("/account/signup/", NEW).content.decode()

    assert "Ask your administrator" in page
    assert not User.objects.exists()
    assert "/account/signup/" not in Client().get("/account/login/").content.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"username": "ada@acme.example"}, "A username may have letters"),
        ({"username": "аda"}, "A username may have letters"),
        ({"username": "AUTHOR"}, "This username is taken"),
        ({"email": "Author@acme.example"}, "An account with this address exists"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "password1234", "password2": "password1234"}, "too common"),
        ({"password2": "something else"}, "must type the same password"),
    ],
)
def test_what_makes_no_account_is_said_beside_the_field(
    change: dict[str, str], message: str, author: User
) -> None:
    page = Client().post("/account/signup/", NEW | change).content.decode()

    assert message in page
    assert User.objects.count() == 1


def test_with_a_mail_server_an_address_is_confirmed_before_anybody_is_let_in(
    mail_server: None, mailoutbox: list[EmailMessage]
) -> None:
    client = Client()
    answer = client.post("/account/signup/", NEW | {"next": "/rules/"})
    assert answer.headers["Location"] == "/account/confirm-email/"
    match = re.search(r"http://testserver(\S+)", str(mailoutbox[0].body))
    assert match
    assert client.get("/configurations/").status_code == 302

    answer = client.post(match[1])

    assert answer.headers["Location"] == "/rules/"
    assert client.get("/configurations/").status_code == 200


def test_with_a_mail_server_sign_up_does_not_tell_who_has_an_account(
    mail_server: None, author: User, mailoutbox: list[EmailMessage]
) -> None:
    answer = Client().post("/account/signup/", NEW | {"email": author.email})

    assert answer.headers["Location"] == "/account/confirm-email/"
    assert [message.subject for message in mailoutbox] == ["Account already exists"]
    assert User.objects.count() == 1


def test_a_button_pressed_twice_makes_one_account(rf: RequestFactory, db: None) -> None:
    request = rf.post("/account/signup/", NEW)
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _: HttpResponse()).process_request(request)
    first, second = SignUp(NEW), SignUp(NEW)
    assert first.is_valid()
    assert second.is_valid()

    first.try_save(request)
    person, answer = second.try_save(request)

    assert (person, User.objects.count()) == (None, 1)
    assert answer
    assert answer.headers["Location"] == "/account/login/"


def test_a_mail_server_that_is_down_breaks_nothing(
    mail_server: None, settings: Settings, author: User
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    pages = [
        Client().post("/account/password/reset/", {"email": email}, follow=True).content.decode()
        for email in ("author@acme.example", "nobody@acme.example")
    ]

    assert all("The e-mail could not be sent" in page for page in pages)
