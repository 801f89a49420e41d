"""Delivery of the messages that are due to webhooks: each receiver waits for itself.

A sender has threads that only send requests; the database connection belongs to its caller, who
asks it for a round now and then. A round starts what is due and records what came back, so that a
slow receiver delays neither e-mail nor the other receivers. A webhook has one request on the way at
a time and a team a few, of all workers together: the rows that are claimed say which. A receiver
that failed several times in a row is left alone for a while, then gets one message, and every
message again once it accepted one: a circuit breaker, with exponential backoff.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models import Min
from django.db.models import Q
from django.db.models import QuerySet
from django.utils import timezone

from configurator.events import http_client
from configurator.events import outbox
from configurator.events import signatures
from configurator.events.claiming import one_worker_claims
from configurator.models import Delivery
from configurator.models import Webhook

MOST_ON_THE_WAY = 16
MOST_OF_A_TEAM = 4
DISABLED = "The webhook is disabled."
GONE = "The receiver returned status 410, so the webhook was disabled."

# The circuit of a webhook opens at this many failures in a row, each time for twice as long.
MOST_FAILURES = 3
SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass
class Sender:
    """Sends messages to webhooks in threads, and records the outcomes when it is asked."""

    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(MOST_ON_THE_WAY, "webhook")
    )
    _on_the_way: dict[Future[http_client.Outcome], Delivery] = field(default_factory=dict)

    def round(self) -> int:
        """Record what came back, and send what is due; return how many were one of both."""
        recorded = self._record()
        started = 0
        for delivery in claim():
            self._on_the_way[self._pool.submit(_send, delivery)] = delivery
            started += 1
        return recorded + started

    def finish(self) -> None:
        """Wait for what is on the way, and record it."""
        while self._on_the_way:
            wait(self._on_the_way, return_when=FIRST_COMPLETED)
            self._record()

    def _record(self) -> int:
        done = [request for request in self._on_the_way if request.done()]
        for request in done:
            _record_outcome(self._on_the_way.pop(request), request.result())
        return len(done)


def claim() -> list[Delivery]:
    """Claim the oldest messages for the webhooks that have room for more on the way."""
    if not _hooks(timezone.now()).exists():
        return []
    with transaction.atomic():
        one_worker_claims()
        return list(_claimed(timezone.now()))


def _claimed(now: datetime) -> Iterator[Delivery]:
    """Claim while no other worker does, so that what is on the way can be counted."""
    on_the_way = Delivery.objects.filter(claimed_until__gt=now).order_by()
    rows = on_the_way.values_list("webhook", "webhook__team")
    busy = {hook for hook, _ in rows}
    teams = Counter(team for _, team in rows)
    room = MOST_ON_THE_WAY - len(rows)
    for hook in _hooks(now).exclude(pk__in=busy):
        if room <= 0:
            return
        if teams[hook.team_id] < MOST_OF_A_TEAM:
            for delivery in outbox.claim(due().filter(webhook=hook), 1):
                Delivery.objects.filter(pk=delivery.pk).update(claimed_until=delivery.next_try)
                teams[hook.team_id] += 1
                room -= 1
                yield delivery


def deliver() -> int:
    """Send one message to each webhook that has one due, and wait; return how many."""
    sender = Sender()
    started = sender.round()
    sender.finish()
    return started


def due() -> QuerySet[Delivery]:
    """Find the messages that no receiver accepted yet."""
    return Delivery.objects.filter(delivered=None).select_related("webhook")


def _hooks(now: datetime) -> QuerySet[Webhook]:
    """Find the webhooks with a due message and a closed circuit, the longest waiting first."""
    waiting = Q(deliveries__delivered=None, deliveries__next_try__lte=now)
    closed = Q(paused_until=None) | Q(paused_until__lte=now)
    hooks = Webhook.objects.filter(waiting, closed)
    return hooks.annotate(oldest=Min("deliveries__next_try", filter=waiting)).order_by("oldest")


def _send(delivery: Delivery) -> http_client.Outcome:
    hook = delivery.webhook
    if not hook.active:
        return http_client.Outcome(problem=DISABLED)
    body = json.dumps(delivery.payload, sort_keys=True, ensure_ascii=False).encode()
    now = int(timezone.now().timestamp())
    headers = signatures.headers(hook, str(delivery.pk), now, body)
    return http_client.post(hook.url, body, headers, private=settings.WEBHOOKS_PRIVATE)


def _record_outcome(delivery: Delivery, outcome: http_client.Outcome) -> None:
    unchanged = Delivery.objects.filter(pk=delivery.pk, next_try=delivery.next_try)
    unchanged.update(claimed_until=None)
    hook = Webhook.objects.filter(pk=delivery.webhook_id)
    if outcome.succeeded:
        outbox.complete(delivery, delivered=timezone.now(), status=outcome.status, problem="")
        hook.exclude(failures=0).update(failures=0, paused_until=None)
    elif outcome.status == HTTPStatus.GONE:
        hook.update(active=False)
        outbox.complete(delivery, status=outcome.status, problem=GONE)
    elif outcome.problem == DISABLED:
        outbox.complete(delivery, problem=DISABLED)
    else:
        outbox.retry_later(delivery, status=outcome.status, problem=outcome.problem[:300])
        _count_failure(hook)


def _count_failure(hook: QuerySet[Webhook]) -> None:
    """Count a failure of a receiver, and open the circuit where there were too many in a row."""
    hook.update(failures=F("failures") + 1)
    failures = hook.values_list("failures", flat=True).first() or 0
    if failures >= MOST_FAILURES:
        pause = SHORTEST_PAUSE * 2 ** min(failures - MOST_FAILURES, 6)
        hook.update(paused_until=timezone.now() + min(pause, LONGEST_PAUSE))
