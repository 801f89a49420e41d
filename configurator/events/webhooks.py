"""Webhooks of a team: what happened to its configurations, told to programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models import QuerySet
from django.utils import timezone

from configurator.events import http_client
from configurator.events import outbox
from configurator.events import sentences
from configurator.events import signatures
from configurator.models import Delivery
from configurator.models import Event
from configurator.models import Webhook
from configurator.wording import urls

AT_ONCE = 8
KEPT = timedelta(days=30)
TEST = "webhook.test"
OFF = "The webhook is switched off."
GONE = "The receiver answered 410, so the webhook was switched off."


def announce(event: Event) -> None:
    """Put a message into the queue of every webhook that wants to hear of this."""
    team = event.configuration.team_id
    if team is None:
        return
    hooks = Webhook.objects.filter(team=team, active=True).order_by("pk")
    wanting = [each for each in hooks if event.verb in each.verbs]
    if wanting:
        payload = written(event)
        Delivery.objects.bulk_create(
            Delivery(webhook=each, payload=payload, next_try=event.created) for each in wanting
        )


def written(event: Event) -> dict[str, Any]:
    """Write a message: what happened, to what, by whom."""
    configuration, actor = event.configuration, event.actor
    page = urls.written(sentences.place(event))
    return {
        "type": f"configuration.{event.verb}",
        "timestamp": event.created.isoformat(),
        "data": {
            "configuration": {"id": str(configuration.pk), "name": configuration.name},
            "revision": event.revision,
            "digest": event.detail.get("digest") or None,
            "actor": {"username": actor.username, "name": actor.shown} if actor else None,
            "link": str(event.link) if event.link else None,
            "sentence": sentences.sentence(event),
            "url": page or None,
        },
    }


def keep(hook: Webhook, values: Mapping[str, Any]) -> Webhook:
    """Keep a webhook as an owner set it."""
    for name, value in values.items():
        setattr(hook, name, value)
    hook.save(update_fields=values if hook.pk else None)
    return hook


def ping(hook: Webhook) -> Delivery:
    """Queue a message that tells nothing, so that somebody can see it arrive."""
    now = timezone.now()
    team = {"slug": hook.team.slug, "name": hook.team.name}
    payload = {"type": TEST, "timestamp": now.isoformat(), "data": {"team": team}}
    return hook.deliveries.create(payload=payload, next_try=now)


def again(delivery: Delivery) -> None:
    """Queue a message once more, from the first try on, under the identifier that it had."""
    rows = Delivery.objects.filter(pk=delivery.pk, next_try=None)
    rows.update(next_try=timezone.now(), attempts=0, delivered=None, problem="", status=None)


def rotate(hook: Webhook) -> None:
    """Give a webhook another secret; what is signed from now on carries it."""
    Webhook.objects.filter(pk=hook.pk).update(generation=F("generation") + 1)


def delete(hook: Webhook) -> None:
    """End a webhook, with its log."""
    hook.delete()


def forget(now: datetime) -> int:
    """Delete what the delivery logs kept long enough; say how much."""
    return Delivery.objects.filter(next_try=None, created__lte=now - KEPT).delete()[0]


def due() -> QuerySet[Delivery]:
    """Find the messages that were not taken yet."""
    return Delivery.objects.filter(delivered=None).select_related("webhook")


def deliver() -> int:
    """Send some of the messages that are due, side by side; say how many were tried."""
    taken = outbox.take(due(), AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # The threads only call: the database is this thread's.
        for delivery, outcome in zip(taken, pool.map(_called, taken), strict=True):
            _settle(delivery, outcome)
    return len(taken)


def _called(delivery: Delivery) -> http_client.Outcome:
    hook = delivery.webhook
    if not hook.active:
        return http_client.Outcome(problem=OFF)
    body = json.dumps(delivery.payload, sort_keys=True, ensure_ascii=False).encode()
    now = int(timezone.now().timestamp())
    headers = signatures.headers(hook, str(delivery.pk), now, body)
    return http_client.post(hook.url, body, headers, private=settings.WEBHOOKS_PRIVATE)


def _settle(delivery: Delivery, outcome: http_client.Outcome) -> None:
    if outcome.good:
        outbox.end(delivery, delivered=timezone.now(), status=outcome.status, problem="")
    elif outcome.status == HTTPStatus.GONE:
        Webhook.objects.filter(pk=delivery.webhook_id).update(active=False)
        outbox.end(delivery, status=outcome.status, problem=GONE)
    elif outcome.problem == OFF:
        outbox.end(delivery, problem=OFF)
    else:
        outbox.fail(delivery, status=outcome.status, problem=outcome.problem[:300])
