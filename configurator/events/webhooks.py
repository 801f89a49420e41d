"""Webhooks of a team: they send the events of its configurations to programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from configurator.events import sentences
from configurator.models import Delivery
from configurator.models import Event
from configurator.models import Webhook
from configurator.wording import urls

RETENTION = timedelta(days=30)
TEST = "webhook.test"
ENVIRONMENTS = ("environments", "approval_kept", "approval_lost")


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
    """Put a test message into the outbox; a webhook that is paused tries again with it."""
    now = timezone.now()
    resume(hook)
    team = {"slug": hook.team.slug, "name": hook.team.name}
    message = {"type": TEST, "timestamp": now.isoformat(), "data": {"team": team}}
    return hook.deliveries.create(payload=message, next_try=now)


def redeliver(delivery: Delivery) -> None:
    """Put a message into the outbox again, with its identifier and without its attempts."""
    resume(delivery.webhook)
    completed = Delivery.objects.filter(pk=delivery.pk, next_try=None)
    completed.update(next_try=timezone.now(), attempts=0, delivered=None, problem="", status=None)


def resume(hook: Webhook) -> None:
    """Let a paused webhook try its next message now; a failure pauses it again."""
    Webhook.objects.filter(pk=hook.pk).update(paused_until=None)


def rotate_secret(hook: Webhook) -> None:
    """Replace the signing secret of a webhook; the next attempt uses the new one."""
    Webhook.objects.filter(pk=hook.pk).update(generation=F("generation") + 1)


def delete(hook: Webhook) -> None:
    """Delete a webhook with its deliveries."""
    hook.delete()


def purge(now: datetime) -> int:
    """Delete deliveries that are older than the retention; return how many."""
    return Delivery.objects.filter(next_try=None, created__lte=now - RETENTION).delete()[0]
