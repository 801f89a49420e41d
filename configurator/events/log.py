"""What happened, written down once; who is told of it follows from that."""

from __future__ import annotations

from configurator.access import Access
from configurator.events import recipients
from configurator.events import webhooks
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Link
from configurator.models import User
from configurator.models import Verb


def happened(
    configuration: Configuration,
    verb: Verb,
    actor: User | None,
    *,
    revision: int | None = None,
    link: Link | None = None,
    **detail: str | int | bool,
) -> Event:
    """Write down that somebody did something; to be called in the transaction that does it.

    ``detail`` is what the sentence in the history needs, in plain words: never a secret.
    """
    event = Event.objects.create(
        configuration=configuration,
        verb=verb,
        actor=actor,
        revision=revision,
        link=link,
        detail=detail,
    )
    recipients.tell(event)
    webhooks.announce(event)
    return event


def did(access: Access, verb: Verb, revision: int | None = None, **detail: str | int) -> Event:
    """Write down what a visitor did at a configuration, and the link they came by."""
    return happened(
        access.configuration,
        verb,
        access.person,
        revision=revision,
        link=access.link,
        **detail,
    )
