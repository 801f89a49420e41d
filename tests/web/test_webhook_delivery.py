"""A receiver that is slow or down costs nobody else anything."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from threading import Event
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from configurator.events import webhook_delivery
from configurator.events import webhooks
from configurator.events.webhook_delivery import Sender
from configurator.management.commands import deliver
from configurator.models import Configuration
from configurator.models import Delivery
from configurator.models import Event as LogEvent
from configurator.models import Notification
from configurator.models import Team
from configurator.models import User
from configurator.models import Webhook
from tests.people import signed_in
from tests.receiver import Receiver
from tests.receiver import receiving

pytestmark = pytest.mark.postgres


@pytest.fixture(autouse=True)
def _private(settings: Any) -> None:
    settings.WEBHOOKS_PRIVATE = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def answered() -> Iterator[Event]:
    """Give an event that a slow receiver waits for, at the longest to the end of the test."""
    event = Event()
    yield event
    event.set()


def hook_of(team: Team, receiver: Receiver, person: User) -> Webhook:
    return Webhook.objects.create(team=team, url=receiver.url, verbs=["approved"], by=person)


def test_a_slow_receiver_delays_neither_mail_nor_another_team(
    team: Team,
    saved: Configuration,
    author: User,
    reviewer: User,
    receiver: Receiver,
    answered: Event,
) -> None:
    saved.shares.create(person=reviewer, role="viewer", by=author)
    Notification.objects.create(
        person=reviewer, event=LogEvent.objects.get(), mail=True, next_try=saved.created
    )
    other = Team.objects.create(name="Other", slug="other")
    sender = Sender()
    with receiving() as slow:
        slow.answers = [answered] * 20
        for _ in range(20):
            webhooks.send_test(hook_of(team, slow, author))
        deliver.everything(sender)
        webhooks.send_test(hook_of(other, receiver, author))

        deliver.everything(sender)

        assert len(mail.outbox) == 1
        sender_of_other = Delivery.objects.get(webhook__team=other)
        while sender_of_other.delivered is None:
            deliver.everything(sender)
            sender_of_other.refresh_from_db()
        assert not Delivery.objects.filter(webhook__team=team).exclude(delivered=None)
        assert len(slow.received) <= webhook_delivery.MOST_OF_A_TEAM
        answered.set()
        sender.finish()


def test_a_worker_that_ends_records_what_was_on_the_way(
    team: Team, author: User, receiver: Receiver, answered: Event
) -> None:
    receiver.answers = [answered]
    webhooks.send_test(hook_of(team, receiver, author))
    sender = Sender()
    assert sender.round() == 1
    assert sender.round() == 0

    answered.set()
    sender.finish()

    assert Delivery.objects.get().delivered


def test_workers_together_send_no_more_than_one_worker_may(
    team: Team, author: User, receiver: Receiver, answered: Event
) -> None:
    receiver.answers = [answered] * 20
    busiest = hook_of(team, receiver, author)
    for hook in [busiest] * 3 + [hook_of(team, receiver, author) for _ in range(5)]:
        webhooks.send_test(hook)
    workers = [Sender(), Sender(), Sender()]

    assert sum(worker.round() for worker in workers) == webhook_delivery.MOST_OF_A_TEAM

    assert busiest.deliveries.filter(claimed_until=None).count() == 2
    answered.set()
    for worker in workers:
        worker.finish()
    assert not Delivery.objects.exclude(claimed_until=None)
    assert sum(worker.round() for worker in workers) == 3
    for worker in workers:
        worker.finish()


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_count_each_other(team: Team, author: User) -> None:
    for _ in range(6):
        webhooks.send_test(hook_of(team, Receiver("https://hooks.acme.com/"), author))
    together = Barrier(3)

    def claimed(_: int) -> int:
        together.wait(20)
        try:
            return len(webhook_delivery.claim())
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as workers:
        assert sum(workers.map(claimed, range(3))) == webhook_delivery.MOST_OF_A_TEAM


def test_what_a_dead_worker_was_sending_is_sent_by_another(
    team: Team, author: User, receiver: Receiver
) -> None:
    webhooks.send_test(hook_of(team, receiver, author))
    (lost,) = webhook_delivery.claim()
    assert webhook_delivery.deliver() == 0

    long_ago = timezone.now()
    Delivery.objects.filter(pk=lost.pk).update(next_try=long_ago, claimed_until=long_ago)

    assert webhook_delivery.deliver() == 1
    assert Delivery.objects.get().delivered


@pytest.fixture
def failing(team: Team, author: User, receiver: Receiver) -> Webhook:
    """Give a webhook whose receiver failed three times, with four messages that wait."""
    receiver.answers = [500] * webhook_delivery.MOST_FAILURES
    hook = hook_of(team, receiver, author)
    for _ in range(4):
        webhooks.send_test(hook)
    for _ in range(webhook_delivery.MOST_FAILURES):
        webhook_delivery.deliver()
    hook.refresh_from_db()
    return hook


def test_a_receiver_that_fails_is_left_alone_and_the_page_says_so(
    failing: Webhook, author: User, receiver: Receiver
) -> None:
    Delivery.objects.filter(delivered=None).update(next_try=timezone.now())

    assert webhook_delivery.deliver() == 0

    page = signed_in(author).get(f"/teams/platform/webhooks/{failing.pk}/").content.decode()
    assert len(receiver.received) == webhook_delivery.MOST_FAILURES
    assert "Paused until" in page
    assert f"{webhook_delivery.MOST_FAILURES} attempts in a row failed" in page


def test_a_pause_ends_with_one_message_that_is_accepted(failing: Webhook, author: User) -> None:
    assert failing.paused_until
    Webhook.objects.update(paused_until=timezone.now())

    assert webhook_delivery.deliver() == 1

    failing.refresh_from_db()
    assert failing.failures == 0
    page = signed_in(author).get(f"/teams/platform/webhooks/{failing.pk}/").content.decode()
    assert "Paused until" not in page


def test_a_pause_that_ended_with_a_failure_is_longer(failing: Webhook, receiver: Receiver) -> None:
    receiver.answers = [500] * 9
    for _ in range(8):
        Webhook.objects.update(paused_until=timezone.now())
        Delivery.objects.update(next_try=timezone.now(), attempts=0)
        webhook_delivery.deliver()

    failing.refresh_from_db()
    assert failing.paused_until
    rest = failing.paused_until - timezone.now()
    assert timedelta(0) < rest <= webhook_delivery.LONGEST_PAUSE
    assert rest > webhook_delivery.LONGEST_PAUSE - timedelta(minutes=1)


def test_a_test_message_tries_at_once(failing: Webhook, author: User) -> None:
    page = f"/teams/platform/webhooks/{failing.pk}/"
    signed_in(author).post(f"{page}test/")

    assert webhook_delivery.deliver() == 1
