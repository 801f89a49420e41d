"""What visitors without an account can store is limited, and removed after a while."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import generators
from configurator.models import Configuration
from configurator.models import User
from configurator.services import draft_limits
from configurator.services import tokens
from configurator.services.purge import purge
from generators.yaml.loader import dump
from tests.people import signed_in
from tests.web.sending import send

pytestmark = pytest.mark.django_db


def upload(client: Client, plan: generators.Plan, **options: Any) -> int:
    sent = SimpleUploadedFile("plan.yaml", dump([generators.sparse(plan)]).encode())
    return client.post("/upload/", {"plan": sent}, **options).status_code


def started(client: Client, **options: Any) -> int:
    return client.post("/start/", {}, **options).status_code


def test_a_browser_has_so_many_drafts_at_most(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_limits, "OF_A_BROWSER", 2)
    assert [started(client) for _ in range(3)] == [HTTPStatus.FOUND] * 2 + [
        HTTPStatus.TOO_MANY_REQUESTS
    ]

    assert upload(client, generators.recommended()) == HTTPStatus.TOO_MANY_REQUESTS
    duplicate = client.post(f"/c/{Configuration.objects.all()[0].pk}/duplicate/")
    assert duplicate.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "2 drafts" in duplicate.content.decode()
    assert Configuration.objects.count() == 2


def test_an_address_begins_so_many_in_an_hour_whatever_cookies_it_sends(settings: Any) -> None:
    settings.DRAFTS_OF_AN_ADDRESS = 2
    assert [started(Client()) for _ in range(3)][-1] == HTTPStatus.TOO_MANY_REQUESTS

    assert started(Client(), REMOTE_ADDR="203.0.113.7") == HTTPStatus.FOUND
    # One machine has any number of addresses in its network of IPv6.
    six = [started(Client(), REMOTE_ADDR=f"2001:db8::{number}") for number in range(1, 4)]
    assert six[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert not Configuration.objects.filter(origin__contains="203.0.113")
    Configuration.objects.update(created=timezone.now() - draft_limits.PERIOD)
    assert started(Client()) == HTTPStatus.FOUND


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_names(settings: Any) -> None:
    settings.DRAFTS_OF_AN_ADDRESS = 1
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for address in ("203.0.113.1", "203.0.113.2"):
        assert started(Client(), HTTP_X_FORWARDED_FOR=f"1.1.1.1, {address}") == HTTPStatus.FOUND

    refused = started(Client(), HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.2")
    assert refused == HTTPStatus.TOO_MANY_REQUESTS


def test_there_are_so_many_in_all_and_none_of_an_account_is_refused(
    settings: Any, author: User
) -> None:
    settings.DRAFTS_IN_ALL = 1
    started(Client())

    assert started(Client()) == HTTPStatus.TOO_MANY_REQUESTS
    assert started(signed_in(author)) == HTTPStatus.FOUND


def test_a_draft_that_no_one_would_write_is_not_stored(client: Client) -> None:
    texts = {f"SETTING_{number}": "x" * 1900 for number in range(40)}
    large = generators.revised(generators.recommended(), {"operations.settings": texts})

    assert upload(client, large) == HTTPStatus.TOO_MANY_REQUESTS
    assert not Configuration.objects.exists()


def test_a_draft_of_more_environments_than_people_try_out_is_not_stored(client: Client) -> None:
    names: dict[str, Any] = {
        f"env-{number}": {} for number in range(draft_limits.MOST_ENVIRONMENTS + 1)
    }
    document = {**generators.sparse(generators.recommended()), "environments": names}
    document["spec"]["release"].pop("environment", None)
    sent = SimpleUploadedFile("plan.yaml", dump([document]).encode())

    answer = client.post("/upload/", {"plan": sent})

    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "11 environments" in answer.content.decode()


def in_environments(number: int, characters: int) -> bytes:
    """Write a plan whose environments share values of so many characters."""
    texts = {f"SETTING_{setting}": "x" * 900 for setting in range(characters // 900)}
    shared = generators.revised(generators.recommended(), {"operations.settings": texts})
    document = generators.sparse(shared)
    document["spec"]["release"].pop("environment", None)
    names = [f"env-{environment}" for environment in range(number)]
    return dump([{**document, "environments": {name: {} for name in names}}]).encode()


def test_what_environments_share_counts_for_each_of_them(client: Client, author: User) -> None:
    def sent_by(visitor: Client, characters: int) -> Any:
        plan = SimpleUploadedFile("plan.yaml", in_environments(10, characters))
        return visitor.post("/upload/", {"plan": plan})

    assert sent_by(client, 3_000).status_code == HTTPStatus.FOUND
    assert sent_by(client, 20_000).status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert sent_by(signed_in(author), 20_000).status_code == HTTPStatus.FOUND
    refused = sent_by(signed_in(author), 80_000)

    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "describe fewer environments" in refused.content.decode()
    assert Configuration.objects.count() == 2


@pytest.mark.parametrize("path", ["validate", "generate", "configurations"])
def test_programs_send_no_larger_plans_either(author: User, path: str) -> None:
    token = tokens.create(author, "A program", "write", None).secret
    program = Client(headers={"Authorization": f"Bearer {token}"})
    plan = in_environments(10, 80_000)

    answer = program.post(f"/api/v1/{path}", plan, content_type="application/yaml")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "fewer environments" in answer.json()["detail"]


def test_a_thousand_secrets_take_no_longer_than_its_share() -> None:
    def seconds(number: int) -> float:
        sources = [
            {"name": f"NAME_{source}", "secret": f"secret-{source}", "key": "key"}
            for source in range(number)
        ]
        plan = generators.revised(generators.recommended(), {"operations.environment": sources})
        started_at = process_time()
        generators.preview(generators.judge(plan))
        return process_time() - started_at

    seconds(10)

    assert seconds(2000) < 30 * seconds(200)


HEAD = "apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nmetadata: {name: a}\n"
HOSTILE = {
    "a list": HEAD + "spec: {database: {cidrs: [" + "10.0.0.1/8, " * 19_000 + "]}}",
    "a text": HEAD + "spec: {release: {change: '" + "pwd:" * 240_000 + "'}}",
    "waivers": HEAD + "waivers: [" + "{rule: a, reason: b, owner: c, expires: x}, " * 4000 + "]",
    "keys": HEAD + "".join(f"k{number}: x\n" for number in range(19_000)),
    "depth": HEAD + "spec: " + "[" * 500_000,
    "anchors": HEAD + "x: &a [1, 2]\ny: " + "*a " * 100_000,
    "escapes": HEAD + 'x: "' + "\\u0041" * 160_000 + '"',
    "services": HEAD
    + "spec: {operations: {settings: {"
    + ", ".join(f"S_{number}: '{'okta ' * 700}'" for number in range(270))
    + "}}}",
    "environments": HEAD + "environments: {" + "e: {}, " * 6000 + "}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_an_upload_made_to_be_slow_is_refused_soon(client: Client, text: str) -> None:
    started_at = process_time()

    answer = client.post("/upload/", {"plan": SimpleUploadedFile("plan.yaml", text.encode())})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert process_time() - started_at < 8
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("address", ["/upload/", "/verify/"])
def test_an_archive_that_swells_is_refused_soon(client: Client, address: str) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a/plan.yaml", bytes(100_000_000))
    started_at = process_time()

    sent = SimpleUploadedFile("bundle.zip", packed.getvalue())
    answer = client.post(address, {"plan": sent, "bundle": sent})

    assert process_time() - started_at < 4
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_a_draft_grows_no_further_either(client: Client) -> None:
    started(client)
    draft = Configuration.objects.get()
    large = [f"SETTING_{number}={'x' * 1900}" for number in range(40)]

    answer = send(client, f"/c/{draft.pk}/operations/", {"operations.settings": "\n".join(large)})

    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    draft.refresh_from_db()
    assert draft.version == 1


def test_what_nobody_saved_is_purged_after_a_while(client: Client, saved: Configuration) -> None:
    started(client)
    draft = Configuration.objects.exclude(browser="").get()
    page = client.get("/").content.decode()
    assert "30 days after its last change" in " ".join(page.split())

    assert purge(draft.updated + draft_limits.RETENTION - timedelta(seconds=1)).drafts == 0
    assert purge(draft.updated + draft_limits.RETENTION).drafts == 1

    assert [row.pk for row in Configuration.objects.all()] == [saved.pk]


def test_sessions_that_ended_are_purged() -> None:
    ended, other = Client(), Client()
    started(ended)
    started(other)
    now = timezone.now()
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=now)

    purge(now + timedelta(seconds=1))

    assert [row.pk for row in Session.objects.all()] == [other.session.session_key]
