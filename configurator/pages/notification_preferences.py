"""The page where a person subscribes to events, each by channel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from configurator.events.recipients import Channel
from configurator.events.recipients import muted_key
from configurator.events.recipients import titles
from configurator.models import User


@dataclass(frozen=True)
class Row:
    """One event or mention, and the channels by which this person subscribes to it."""

    verb: str
    title: str
    inbox: bool
    mail: bool


def rows(person: User) -> list[Row]:
    """List everything that has notifications, with the subscriptions of a person."""
    return [
        Row(
            key,
            title,
            inbox=muted_key(Channel.INBOX, key) not in person.muted,
            mail=muted_key(Channel.MAIL, key) not in person.muted,
        )
        for key, title in titles().items()
    ]


def muted(subscribed: Collection[str]) -> list[str]:
    """List what a person unsubscribes from: a checkbox that is not checked is not sent."""
    keys = [muted_key(channel, key) for key in titles() for channel in Channel]
    return [key for key in keys if key not in subscribed]
