"""The page where a person subscribes to events, each by channel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from configurator.events.recipients import SUBSCRIPTIONS
from configurator.events.recipients import Channel
from configurator.events.recipients import muted_key
from configurator.models import User
from configurator.models import Verb


@dataclass(frozen=True)
class Row:
    """One event, and the channels by which this person subscribes to it."""

    verb: Verb
    title: str
    inbox: bool
    mail: bool


def rows(person: User) -> list[Row]:
    """List every event that has notifications, with the subscriptions of a person."""
    return [
        Row(
            verb,
            subscription.title,
            inbox=muted_key(Channel.INBOX, verb) not in person.muted,
            mail=muted_key(Channel.MAIL, verb) not in person.muted,
        )
        for verb, subscription in SUBSCRIPTIONS.items()
    ]


def muted(subscribed: Collection[str]) -> list[str]:
    """List what a person unsubscribes from: a checkbox that is not checked is not sent."""
    keys = [muted_key(channel, verb) for verb in SUBSCRIPTIONS for channel in Channel]
    return [key for key in keys if key not in subscribed]
