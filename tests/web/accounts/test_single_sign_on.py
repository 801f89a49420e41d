from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from configurator.models import ApiToken
from configurator.models import User
from tests.people import signed_in
from tests.web.accounts.identity import Identity

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LOGIN = "/account/oidc/sso/login/"


def asked(client: Client, way: str = LOGIN) -> str:
    """Press the button; give the address that the browser is led to."""
    page = client.post(way).content.decode()
    match = re.search(r'content="0;url=([^"]+)"', page)
    assert match, page
    return unescape(match[1])


def arrive(client: Client, identity: Identity, way: str = LOGIN) -> Answer:
    """Sign in at the provider, and come back."""
    return client.get(identity.consent(asked(client, way)))


def test_the_first_visit_makes_an_account(identity: Identity, client: Client) -> None:
    answer = arrive(client, identity, f"{LOGIN}?process=login&next=/rules/")

    person = User.objects.get()
    assert answer.headers["Location"] == "/rules/"
    assert person.display_name == "Grace Hopper (grace)"
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified


def test_the_second_visit_finds_the_account(identity: Identity) -> None:
    arrive(Client(), identity)
    identity.person["email"] = "grace.hopper@acme.example"

    client = Client()
    arrive(client, identity)

    assert User.objects.count() == 1
    assert "Grace Hopper (grace)" in client.get("/account/").content.decode()


def test_the_button_says_where_it_leads(identity: Identity, client: Client) -> None:
    assert "Sign in with Acme ID" in client.get("/account/login/").content.decode()


def test_the_provider_is_asked_with_pkce_and_no_more_than_needed(
    identity: Identity, client: Client
) -> None:
    sent = dict(parse_qsl(urlsplit(asked(client)).query))

    assert sent["code_challenge_method"] == "S256"
    assert set(sent["scope"].split()) == {"openid", "profile", "email"}
    assert sent["redirect_uri"] == "http://testserver/account/oidc/sso/login/callback/"


def test_a_link_adds_nothing_to_what_the_provider_is_asked(
    identity: Identity, client: Client
) -> None:
    way = f"{LOGIN}?scope=admin&auth_params=redirect_uri%3Dhttps%3A%2F%2Fevil.example%2F"

    assert "evil" not in asked(client, way)
    assert "admin" not in asked(client, way)


def refused(answer: Answer) -> bool:
    """Tell whether nobody was let in."""
    page = answer.content.decode()
    return "Sign-in failed" in page and not User.objects.exists()


def test_an_answer_to_another_browser_is_refused(identity: Identity, client: Client) -> None:
    stolen = identity.consent(asked(Client()))

    assert refused(client.get(stolen))


def test_an_answer_with_another_state_is_refused(identity: Identity, client: Client) -> None:
    back = identity.consent(asked(client))

    assert refused(client.get(re.sub(r"state=\w+", "state=guessed", back)))


def test_an_answer_is_good_once(identity: Identity, client: Client) -> None:
    back = identity.consent(asked(client))
    client.get(back)

    assert "Sign-in failed" in client.get(back).content.decode()


def test_somebody_elses_code_is_refused(identity: Identity, client: Client) -> None:
    """A code that is put into another browser's answer lacks what that browser began with."""
    stolen = identity.consent(asked(Client()))
    back = identity.consent(asked(client))
    code = re.findall(r"code=([^&]+)", stolen)[0]

    assert refused(client.get(re.sub(r"code=[^&]+", f"code={code}", back)))


@pytest.mark.parametrize(
    "claims",
    [{"aud": "another-client"}, {"iss": "https://evil.example"}, {"exp": 1}, {"sub": "another"}],
    ids=str,
)
def test_a_token_for_something_else_is_refused(
    claims: dict[str, object], identity: Identity, client: Client
) -> None:
    identity.claims = claims

    assert refused(arrive(client, identity))


def test_giving_up_at_the_provider_says_so(identity: Identity, client: Client) -> None:
    back = identity.consent(asked(client))

    page = client.get(back.replace("code=", "error=access_denied&nothing="), follow=True)

    assert "cancelled the sign-in at Acme ID" in page.content.decode()


def test_a_provider_that_is_down_breaks_nothing(identity: Identity, client: Client) -> None:
    identity.down = True

    answer = client.post(LOGIN)

    assert answer.status_code == 502
    assert "Acme ID did not confirm" in answer.content.decode()


def test_a_verified_address_joins_the_account_that_confirmed_it(
    identity: Identity, join: Callable[..., User]
) -> None:
    grace = join("grace")
    EmailAddress.objects.create(user=grace, email=grace.email, verified=True, primary=True)

    arrive(Client(), identity)

    grace.refresh_from_db()
    assert SocialAccount.objects.get().user == grace
    assert grace.has_usable_password()


def test_whoever_only_claimed_an_address_loses_it_to_its_holder(
    identity: Identity, join: Callable[..., User]
) -> None:
    claimed = join("grace")
    ApiToken.objects.create(person=claimed, name="kept", digest="0" * 64, scope="write")
    squatter = signed_in(claimed)

    arrive(Client(), identity)

    claimed.refresh_from_db()
    assert SocialAccount.objects.get().user == claimed
    assert not claimed.has_usable_password()
    assert not claimed.tokens.filter(revoked=None).exists()
    assert squatter.get("/account/").status_code == 302
    assert EmailAddress.objects.get(user=claimed).verified


def test_an_unverified_address_joins_nothing(
    identity: Identity, join: Callable[..., User], client: Client
) -> None:
    grace = join("grace")
    identity.person["email_verified"] = False

    answer = arrive(client, identity)
    page = client.post(answer.headers["Location"], {"username": "g2", "email": grace.email})

    assert "Sign in to it with its password, then connect Acme ID" in page.content.decode()
    assert not SocialAccount.objects.exists()
    assert client.get("/account/").status_code == 302


def test_an_address_that_passed_to_another_person_opens_nothing(identity: Identity) -> None:
    arrive(Client(), identity)
    identity.person["sub"] = "another-grace"

    client = Client()
    answer = arrive(client, identity)

    assert answer.headers["Location"] == "/account/3rdparty/signup/"
    assert client.get("/account/").status_code == 302


def test_closed_sign_up_lets_in_whom_the_provider_lets_in(
    identity: Identity, client: Client, settings: Settings
) -> None:
    settings.SIGN_UP = False

    arrive(client, identity)

    assert client.get("/account/").status_code == 200


def test_an_account_is_connected_and_disconnected(identity: Identity, author: User) -> None:
    client, way = signed_in(author), f"{LOGIN}?process=connect"

    arrive(client, identity, way)
    known = SocialAccount.objects.get(user=author)
    client.post("/account/3rdparty/", {"account": known.pk})

    assert not SocialAccount.objects.exists()


def test_the_only_way_into_an_account_stays(identity: Identity, client: Client) -> None:
    arrive(client, identity)

    page = client.post("/account/3rdparty/", {"account": SocialAccount.objects.get().pk})

    assert "Set a password first" in page.content.decode()


def test_no_token_of_the_provider_is_kept(identity: Identity, client: Client) -> None:
    identity.person["preferred_username"] = ""
    identity.person["email"] = ""

    arrive(client, identity)

    assert "opens-userinfo" not in str(dict(client.session))
    assert client.get("/account/3rdparty/signup/").status_code == 200
