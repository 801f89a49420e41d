from __future__ import annotations

import base64
from collections.abc import Callable
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from configurator.events import http_client
from configurator.events import log
from configurator.events import outbox
from configurator.events import signatures
from configurator.events import webhook_delivery
from configurator.events import webhooks
from configurator.models import Configuration
from configurator.models import Delivery
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from configurator.models import Verb
from configurator.models import Webhook
from tests.people import signed_in
from tests.receiver import Received
from tests.receiver import Receiver
from tests.receiver import genuine
from tests.receiver import receiving

pytestmark = pytest.mark.postgres

Join = Callable[..., User]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_PRIVATE = True
    settings.SITE_URL = "https://plans.acme.example"
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def owned(saved: Configuration, team: Team) -> Configuration:
    saved.person, saved.team = None, team
    saved.save()
    return saved


@pytest.fixture
def hook(team: Team, author: User, receiver: Receiver) -> Webhook:
    return Webhook.objects.create(team=team, url=receiver.url, verbs=["approved"], by=author)


@pytest.fixture
def owner(author: User) -> Client:
    return signed_in(author)


def approve(configuration: Configuration, reviewer: User) -> None:
    log.record_event(configuration, Verb.APPROVED, reviewer, revision=1, digest="ab" * 32)


def soon() -> None:
    """Let the time until the next try pass."""
    Delivery.objects.exclude(next_try=None).update(next_try=timezone.now())
    Webhook.objects.update(paused_until=None)


def test_a_message_says_what_happened_and_is_signed(
    hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver
) -> None:
    approve(owned, reviewer)

    webhook_delivery.deliver()

    (message,) = receiver.received
    assert message.path == "/hook?of=acme"
    assert message.content["type"] == "configuration.approved"
    assert message.content["data"]["url"] == f"https://plans.acme.example/c/{owned.pk}/r/1/"
    assert message.content["data"]["sentence"] == "reviewer approved revision 1"
    assert genuine(signatures.secret(hook), message)


def test_the_verifier_takes_the_example_of_the_standard() -> None:
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    message = Received("/", headers, b'{"test": 2432232314}')

    assert genuine("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", message)
    assert not genuine("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx", message)


def test_a_receiver_that_fails_gets_the_same_message_again(
    hook: Webhook,
    owned: Configuration,
    reviewer: User,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_client, "SECONDS", 0.3)
    receiver.answers = [500, 0.6, 200]
    approve(owned, reviewer)

    for _ in range(5):
        webhook_delivery.deliver()
        soon()

    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.status, delivery.problem) == (3, 200, "")
    assert delivery.delivered
    assert {request.headers["webhook-id"] for request in receiver.received} == {str(delivery.pk)}
    assert len({request.body for request in receiver.received}) == 1


def test_a_message_is_given_up_after_six_attempts(
    hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver
) -> None:
    receiver.answers = [503] * 9
    approve(owned, reviewer)

    waits = []
    for _ in range(9):
        webhook_delivery.deliver()
        again = Delivery.objects.get().next_try
        waits += [again - timezone.now()] if again else []
        soon()

    assert len(receiver.received) == 6
    assert [round(wait.total_seconds()) for wait in waits] == [
        delay.total_seconds() for delay in outbox.RETRIES
    ]


def test_410_switches_the_webhook_off(
    hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver, owner: Client
) -> None:
    receiver.answers = [410]
    approve(owned, reviewer)

    webhook_delivery.deliver()
    approve(owned, reviewer)

    hook.refresh_from_db()
    assert not hook.active
    assert hook.deliveries.get().next_try is None
    assert "disabled" in owner.get(f"/teams/platform/webhooks/{hook.pk}/").content.decode()


def test_nothing_waits_for_a_webhook_that_was_switched_off(
    hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver
) -> None:
    approve(owned, reviewer)
    Webhook.objects.update(active=False)

    webhook_delivery.deliver()

    assert Delivery.objects.get().problem == webhook_delivery.DISABLED
    assert not receiver.received


def test_a_webhook_hears_only_what_it_asked_for(
    hook: Webhook, owned: Configuration, reviewer: User
) -> None:
    log.record_event(owned, Verb.COMMENTED, reviewer, revision=1)

    assert not Delivery.objects.exists()


def test_what_belongs_to_a_person_is_told_to_no_webhook(
    hook: Webhook, saved: Configuration, reviewer: User
) -> None:
    approve(saved, reviewer)

    assert not Delivery.objects.exists()


def test_without_leave_nothing_is_sent_to_this_network(
    hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver, settings: Any
) -> None:
    settings.WEBHOOKS_PRIVATE = False
    hook.url = hook.url.replace("http:", "https:")
    hook.save()
    approve(owned, reviewer)

    webhook_delivery.deliver()

    assert Delivery.objects.get().problem == "127.0.0.1 is not a public address."
    assert not receiver.received


def test_several_receivers_are_called_side_by_side(
    team: Team, hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver
) -> None:
    for _ in range(webhook_delivery.MOST_OF_A_TEAM - 1):
        Webhook.objects.create(team=team, url=receiver.url, verbs=["approved"], by=reviewer)
    receiver.answers = [0.4] * webhook_delivery.MOST_OF_A_TEAM
    approve(owned, reviewer)
    begun = timezone.now()

    assert webhook_delivery.deliver() == webhook_delivery.MOST_OF_A_TEAM

    assert timezone.now() - begun < timedelta(seconds=1.5)


def test_an_owner_adds_a_webhook_and_sees_its_secret(team: Team, owner: Client) -> None:
    sent = {"url": "https://hooks.acme.com/x", "verbs": ["approved"], "active": "on"}

    page = owner.post("/teams/platform/webhooks/", sent, follow=True).content.decode()

    hook = Webhook.objects.get()
    assert (hook.url, hook.verbs, hook.active) == (sent["url"], ["approved"], True)
    assert signatures.secret(hook) in page
    assert len(base64.b64decode(signatures.secret(hook).removeprefix("whsec_"))) == 32


REFUSED = [
    ({"url": "http://hooks.acme.com/"}, "start with https://"),
    ({"url": "https://10.0.0.1/"}, "not a public address"),
    ({"url": "https://ada:hunter2hunter2@hooks.acme.com/"}, "Error:"),
    ({"verbs": []}, "Choose at least one"),
    ({"verbs": ["nonsense"]}, "Error:"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_a_webhook_that_cannot_be_is_refused_beside_its_field(
    wrong: dict[str, Any], message: str, team: Team, owner: Client
) -> None:
    sent = {"url": "https://hooks.acme.com/x", "verbs": ["approved"], "active": "on"} | wrong

    page = owner.post("/teams/platform/webhooks/", sent).content.decode()

    assert message in page
    assert str(sent["url"]) in page
    assert not Webhook.objects.exists()


def test_a_webhook_is_changed_and_deleted(hook: Webhook, owner: Client) -> None:
    page = f"/teams/platform/webhooks/{hook.pk}/"
    owner.post(page, {"url": "https://hooks.acme.com/y", "verbs": ["saved", "asked"]})

    hook.refresh_from_db()
    assert (hook.url, hook.verbs, hook.active) == (
        "https://hooks.acme.com/y",
        ["saved", "asked"],
        False,
    )
    owner.post(f"{page}delete/")
    assert not Webhook.objects.exists()


def test_a_replaced_secret_signs_from_then_on(
    hook: Webhook, owner: Client, receiver: Receiver
) -> None:
    before = signatures.secret(hook)
    owner.post(f"/teams/platform/webhooks/{hook.pk}/secret/")
    owner.post(f"/teams/platform/webhooks/{hook.pk}/test/")

    webhook_delivery.deliver()

    hook.refresh_from_db()
    assert genuine(signatures.secret(hook), receiver.received[0])
    assert not genuine(before, receiver.received[0])
    assert receiver.received[0].content["type"] == "webhook.test"


def test_the_log_says_how_it_went_and_sends_again(
    hook: Webhook, owned: Configuration, reviewer: User, receiver: Receiver, owner: Client
) -> None:
    receiver.answers = [500] * 6
    approve(owned, reviewer)
    for _ in range(6):
        webhook_delivery.deliver()
        soon()
    page = f"/teams/platform/webhooks/{hook.pk}/"
    assert "no more attempts, status 500, 6 attempts" in owner.get(page).content.decode()

    owner.post(f"{page}deliveries/{Delivery.objects.get().pk}/")
    webhook_delivery.deliver()

    assert "Delivered, status 204" in owner.get(page).content.decode()


def test_the_log_forgets_after_thirty_days(
    hook: Webhook, owned: Configuration, reviewer: User
) -> None:
    approve(owned, reviewer)
    webhook_delivery.deliver()
    created = Delivery.objects.get().created

    assert webhooks.purge(created + webhooks.RETENTION - timedelta(seconds=1)) == 0
    assert webhooks.purge(created + webhooks.RETENTION) == 1


PLACES = ["", "{}/", "{}/test/", "{}/secret/", "{}/delete/"]


@pytest.mark.parametrize("page", PLACES)
def test_webhooks_are_for_owners_of_the_team(
    page: str, hook: Webhook, team: Team, outsider: User, join: Join
) -> None:
    address = f"/teams/platform/webhooks/{page.format(hook.pk)}"
    editor = join("editor")
    Membership.objects.create(team=team, person=editor, role=Role.EDITOR)

    assert signed_in(editor).post(address).status_code == 403
    assert signed_in(outsider).post(address).status_code == 404
    assert Client().post(address).headers["Location"].startswith("/account/login/")
    assert Webhook.objects.exists()


def test_an_owner_of_another_team_finds_no_webhook_of_this_one(
    hook: Webhook, outsider: User
) -> None:
    other = Team.objects.create(name="Other", slug="other")
    Membership.objects.create(team=other, person=outsider, role=Role.OWNER)

    answer = signed_in(outsider).get(f"/teams/other/webhooks/{hook.pk}/")

    assert answer.status_code == 404


def test_the_page_of_a_secret_is_kept_by_no_cache(hook: Webhook, owner: Client) -> None:
    answer = owner.get(f"/teams/platform/webhooks/{hook.pk}/")

    assert "no-store" in answer.headers["Cache-Control"]
