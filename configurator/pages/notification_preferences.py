"""The page where a person chooses what they hear of, and how."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from configurator.events.recipients import HEARD
from configurator.events.recipients import Channel
from configurator.events.recipients import muting
from configurator.models import User
from configurator.models import Verb


@dataclass(frozen=True)
class Row:
    """One thing that can happen, and whether this person is told of it in each way."""

    verb: Verb
    title: str
    shown: bool
    mail: bool


def rows(person: User) -> list[Row]:
    """List everything that people are told of, as this person wants it."""
    return [
        Row(
            verb,
            heard.title,
            shown=muting(Channel.SHOWN, verb) not in person.muted,
            mail=muting(Channel.MAIL, verb) not in person.muted,
        )
        for verb, heard in HEARD.items()
    ]


def muted(sent: QueryDict) -> list[str]:
    """Read from a sent form what is not wanted: a box that is not checked is not sent."""
    every = [muting(channel, verb) for verb in HEARD for channel in Channel]
    wanted = set(sent.getlist("wanted"))
    return [each for each in every if each not in wanted]
