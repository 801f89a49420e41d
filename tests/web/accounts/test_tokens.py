from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pytest
from allauth.account.internal.flows import reauthentication
from django.db import connection
from django.test import Client
from django.utils import timezone

from configurator.accounts.confirmation import SIGNED_IN
from configurator.models import ApiToken
from configurator.models import User
from configurator.services import tokens
from tests.people import PASSWORD
from tests.people import signed_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.postgres

PLACE = "/account/tokens/"
SENT = {"name": "CI", "scope": "read", "days": "30"}


def secrets_in(answer: Answer) -> list[str]:
    """Find the tokens that a page shows whole."""
    return re.findall(r"skfc_[\w-]{43}\b", answer.content.decode())


@pytest.fixture(autouse=True)
def unasked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the password again where a test is not about being asked for it."""
    if "asked" not in request.node.name:
        monkeypatch.setattr(reauthentication, "did_recently_reauthenticate", lambda _: True)


def test_making_a_token_is_asked_for_the_password(author: User) -> None:
    client = signed_in(author)

    refused = client.post(PLACE, SENT)
    wrong = client.post(refused.headers["Location"], {"password": "not this one"})
    assert not ApiToken.objects.exists()
    made = client.post(refused.headers["Location"], {"password": PASSWORD, "next": PLACE})

    assert refused.status_code == 302
    assert "The password is wrong" in wrong.content.decode()
    assert len(secrets_in(made)) == 1
    assert ApiToken.objects.get().name == SENT["name"]


def test_whoever_has_no_password_is_asked_to_have_signed_in_lately(author: User) -> None:
    author.set_unusable_password()
    author.save()
    client = signed_in(author)
    assert secrets_in(client.post(PLACE, SENT))
    session = client.session
    session[SIGNED_IN] -= 15 * 60
    session.save()

    page = client.post(PLACE, SENT | {"name": "Later"})

    assert "Sign in again" in page.content.decode()
    assert ApiToken.objects.count() == 1


def test_tokens_end_with_the_password_and_not_with_another_change(author: User) -> None:
    secret = tokens.create(author, "CI", "read", None).secret
    author.first_name = "Ada"
    author.save()
    assert author.check_password(PASSWORD)
    assert tokens.find(secret)

    author.set_password("another-long-enough-phrase")
    author.save()

    assert tokens.find(secret) is None


def test_a_token_is_shown_once(author: User) -> None:
    client = signed_in(author)

    (secret,) = secrets_in(client.post(PLACE, SENT))
    page = client.get(PLACE)

    assert secrets_in(page) == []
    assert f"{secret[:10]}…" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_only_the_digest_of_a_token_is_kept(author: User) -> None:
    (secret,) = secrets_in(signed_in(author).post(PLACE, SENT))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM configurator_apitoken")
        (row,) = cursor.fetchall()
    assert secret[10:] not in str(row)
    assert hashlib.sha256(secret.encode()).hexdigest() in row


@pytest.mark.parametrize(("days", "lasts"), [("30", 30), ("90", 90), ("365", 365), ("", None)])
def test_a_token_lasts_as_long_as_was_chosen(days: str, lasts: int | None, author: User) -> None:
    signed_in(author).post(PLACE, SENT | {"days": days})

    expires = ApiToken.objects.get().expires
    assert (expires and (expires - timezone.now()).days + 1) == lasts


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "PASSWORD=hunter2"}, "looks like a secret"),
        ({"scope": "everything"}, "Select a valid choice"),
        ({"days": "100000"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_token_is_said_beside_the_field(
    change: dict[str, str], message: str, author: User
) -> None:
    page = signed_in(author).post(PLACE, SENT | change).content.decode()

    assert message in page
    assert not ApiToken.objects.exists()


def test_a_page_that_is_sent_twice_makes_one_token(author: User) -> None:
    client = signed_in(author)
    client.post(PLACE, SENT)

    page = client.post(PLACE, SENT)

    assert "You have a token with this name" in page.content.decode()
    assert ApiToken.objects.count() == 1


def test_a_revoked_token_opens_nothing(author: User) -> None:
    made = tokens.create(author, "CI", "read", None)
    client = signed_in(author)

    page = client.post(f"{PLACE}{made.token.pk}/revoke/", follow=True).content.decode()

    assert "Token CI revoked" in page
    assert tokens.find(made.secret) is None
    assert client.post(f"{PLACE}{made.token.pk}/revoke/").status_code == 404


def test_nobody_revokes_or_sees_the_token_of_another(author: User, outsider: User) -> None:
    made = tokens.create(author, "CI of the author", "read", None)
    client = signed_in(outsider)

    assert client.post(f"{PLACE}{made.token.pk}/revoke/").status_code == 404
    assert "CI of the author" not in client.get(PLACE).content.decode()
    assert Client().get(PLACE).status_code == 302
    assert tokens.find(made.secret)


def test_an_old_token_opens_nothing(author: User) -> None:
    made = tokens.create(author, "CI", "read", 30)
    ApiToken.objects.update(expires=timezone.now() - timedelta(seconds=1))

    assert tokens.find(made.secret) is None
    assert "expired" in signed_in(author).get(PLACE).content.decode()


def test_a_token_ends_with_its_person(author: User) -> None:
    made = tokens.create(author, "CI", "read", None)
    User.objects.update(is_active=False)

    assert tokens.find(made.secret) is None


def test_the_last_use_is_written_at_most_once_a_minute(
    author: User, django_assert_num_queries: Any
) -> None:
    secret = tokens.create(author, "CI", "read", None).secret
    for queries in (2, 1):
        with django_assert_num_queries(queries):
            token = tokens.find(secret)
            assert token
            tokens.record_use(token)

    assert ApiToken.objects.get().last_used
