"""The audit log: it records an event once, and notifications and webhooks follow from it."""

from __future__ import annotations

from configurator.access import Access
from configurator.events import recipients
from configurator.events import webhooks
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Link
from configurator.models import User
from configurator.models import Verb


def record_event(
    configuration: Configuration,
    verb: Verb,
    actor: User | None,
    *,
    revision: int | None = None,
    link: Link | None = None,
    **detail: str | int | bool,
) -> Event:
    """Record an event in the audit log; call it in the transaction of the change itself.

    ``detail`` holds what the sentence in the audit log needs: never a secret.
    """
    event = Event.objects.create(
        configuration=configuration,
        verb=verb,
        actor=actor,
        revision=revision,
        link=link,
        detail=detail,
    )
    recipients.notify(event)
    webhooks.enqueue(event)
    return event


def record_event_of(
    access: Access, verb: Verb, revision: int | None = None, **detail: str | int
) -> Event:
    """Record an event of a visitor, with the share link that gave them access."""
    return record_event(
        access.configuration,
        verb,
        access.person,
        revision=revision,
        link=access.link,
        **detail,
    )
