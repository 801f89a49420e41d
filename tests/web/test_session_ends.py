from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from configurator.models import Configuration
from configurator.models import User
from tests.people import signed_in
from tests.web.sending import changed
from tests.web.sending import form_in

URLENCODED = "application/x-www-form-urlencoded"
HERE = {"Origin": "http://testserver"}


def send(client: Client, address: str, sent: QueryDict, **headers: str) -> Any:
    return client.post(
        address, sent.urlencode(), content_type=URLENCODED, headers={**HERE, **headers}
    )


def offered(answer: Any) -> QueryDict:
    """Read what a page offers to send again, beside its own proof of origin."""
    return changed(form_in(answer, "again"), {"csrfmiddlewaretoken": None})


def port(saved: Configuration) -> int:
    return int(Configuration.objects.get(pk=saved.pk).plan.redis.port)


@pytest.fixture
def step(saved: Configuration) -> str:
    """Return the address of a step of the author's draft."""
    return f"/c/{saved.pk}/redis/"


@pytest.fixture
def typed(step: str, author: User) -> QueryDict:
    """Return what the author typed before the session ended."""
    page = form_in(signed_in(author).get(step))
    typed = {"redis.port": "7001", "redis.cidrs": "10.0.0.0/16\r\n10.1.0.0/16"}
    return changed(page, {**typed, "csrfmiddlewaretoken": None})


def test_what_is_sent_after_signing_out_comes_back_with_the_way_to_sign_in(
    step: str, typed: QueryDict
) -> None:
    answer = send(Client(), step, typed)

    assert answer.status_code == 404
    assert offered(answer) == typed
    assert f"/account/login/?next={step}" in answer.content.decode()


def test_it_is_saved_when_it_is_sent_again_after_signing_in(
    saved: Configuration, step: str, typed: QueryDict, author: User
) -> None:
    form = form_in(send(Client(), step, typed), "again")

    answer = send(signed_in(author), step, form)

    assert answer.status_code == 302
    assert port(saved) == 7001


def test_a_page_from_before_signing_in_is_sent_again_with_one_more_press(
    saved: Configuration, step: str, typed: QueryDict, author: User
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)

    answer = send(client, step, typed)
    send(client, step, form_in(answer, "again"))

    assert "after signing in or out in another tab" in answer.content.decode()
    assert port(saved) == 7001


def test_what_was_typed_outlives_an_archive_that_was_closed_meanwhile(
    step: str, typed: QueryDict, saved: Configuration, author: User
) -> None:
    signed_in(author).post(f"/c/{saved.pk}/archive/")

    answer = send(signed_in(author), step, typed)

    assert answer.status_code == 403
    assert offered(answer) == typed


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_from_elsewhere_is_not_offered_again(
    step: str, typed: QueryDict, author: User, origin: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)

    answer = send(client, step, typed, Origin=origin)

    assert answer.status_code == 403
    assert not form_in(answer, "again")
    assert "7001" not in answer.content.decode()


def test_a_password_is_never_sent_back(db: None) -> None:
    sent = QueryDict("login=ada&password=hunter2-and-more")

    answer = send(Client(enforce_csrf_checks=True), "/account/login/", sent)

    assert answer.status_code == 403
    assert "hunter2" not in answer.content.decode()
