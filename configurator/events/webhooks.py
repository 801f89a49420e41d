"""Webhooks of a team: they send the events of its configurations to programs."""

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

BATCH = 8
RETENTION = timedelta(days=30)
TEST = "webhook.test"
ENVIRONMENTS = ("environments", "approval_kept", "approval_lost")
DISABLED = "The webhook is disabled."
GONE = "The receiver returned status 410, so the webhook was disabled."


def enqueue(event: Event) -> None:
    """Put a message into the outbox for every webhook that subscribes to this event."""
    team = event.configuration.team_id
    if team is None:
        return
    enabled = Webhook.objects.filter(team=team, active=True).order_by("pk")
    subscribed = [webhook for webhook in enabled if event.verb in webhook.verbs]
    if subscribed:
        message = payload(event)
        Delivery.objects.bulk_create(
            Delivery(webhook=webhook, payload=message, next_try=event.created)
            for webhook in subscribed
        )


def payload(event: Event) -> dict[str, Any]:
    """Return the JSON of a message: the event, its configuration and its actor."""
    configuration, actor = event.configuration, event.actor
    page = urls.site_url(sentences.url(event))
    return {
        "type": f"configuration.{event.verb}",
        "timestamp": event.created.isoformat(),
        "data": {
            "configuration": {"id": str(configuration.pk), "name": configuration.name},
            "revision": event.revision,
            "digest": event.detail.get("digest") or None,
            **{name: _names(event, name) for name in ENVIRONMENTS if event.detail.get(name)},
            "actor": {"username": actor.username, "name": actor.display_name} if actor else None,
            "link": str(event.link) if event.link else None,
            "sentence": sentences.sentence(event),
            "url": page or None,
        },
    }


def _names(event: Event, name: str) -> list[str]:
    """List the environments that an event names: those decided on, or whose approval changed."""
    return str(event.detail[name]).split(", ")


def save(hook: Webhook, values: Mapping[str, Any]) -> Webhook:
    """Save a webhook with the settings that an owner entered."""
    for name, value in values.items():
        setattr(hook, name, value)
    hook.save(update_fields=values if hook.pk else None)
    return hook


def send_test(hook: Webhook) -> Delivery:
    """Put a test message into the outbox."""
    now = timezone.now()
    team = {"slug": hook.team.slug, "name": hook.team.name}
    message = {"type": TEST, "timestamp": now.isoformat(), "data": {"team": team}}
    return hook.deliveries.create(payload=message, next_try=now)


def redeliver(delivery: Delivery) -> None:
    """Put a message into the outbox again, with its identifier and without its attempts."""
    completed = Delivery.objects.filter(pk=delivery.pk, next_try=None)
    completed.update(next_try=timezone.now(), attempts=0, delivered=None, problem="", status=None)


def rotate_secret(hook: Webhook) -> None:
    """Replace the signing secret of a webhook; the next attempt uses the new one."""
    Webhook.objects.filter(pk=hook.pk).update(generation=F("generation") + 1)


def delete(hook: Webhook) -> None:
    """Delete a webhook with its deliveries."""
    hook.delete()


def purge(now: datetime) -> int:
    """Delete deliveries that are older than the retention; return how many."""
    return Delivery.objects.filter(next_try=None, created__lte=now - RETENTION).delete()[0]


def due() -> QuerySet[Delivery]:
    """Find the messages that no receiver accepted yet."""
    return Delivery.objects.filter(delivered=None).select_related("webhook")


def deliver() -> int:
    """Send a batch of the messages that are due, in parallel; return how many were attempted."""
    claimed = outbox.claim(due(), BATCH)
    with ThreadPoolExecutor(BATCH) as pool:
        # The threads only send requests: the database connection belongs to this thread.
        for delivery, outcome in zip(claimed, pool.map(_send, claimed), strict=True):
            _record_outcome(delivery, outcome)
    return len(claimed)


def _send(delivery: Delivery) -> http_client.Outcome:
    hook = delivery.webhook
    if not hook.active:
        return http_client.Outcome(problem=DISABLED)
    body = json.dumps(delivery.payload, sort_keys=True, ensure_ascii=False).encode()
    now = int(timezone.now().timestamp())
    headers = signatures.headers(hook, str(delivery.pk), now, body)
    return http_client.post(hook.url, body, headers, private=settings.WEBHOOKS_PRIVATE)


def _record_outcome(delivery: Delivery, outcome: http_client.Outcome) -> None:
    if outcome.succeeded:
        outbox.complete(delivery, delivered=timezone.now(), status=outcome.status, problem="")
    elif outcome.status == HTTPStatus.GONE:
        Webhook.objects.filter(pk=delivery.webhook_id).update(active=False)
        outbox.complete(delivery, status=outcome.status, problem=GONE)
    elif outcome.problem == DISABLED:
        outbox.complete(delivery, problem=DISABLED)
    else:
        outbox.retry_later(delivery, status=outcome.status, problem=outcome.problem[:300])
