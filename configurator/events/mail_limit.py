"""The limit of e-mail that one person causes to another: the inbox has the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from configurator.models import Event
from configurator.models import Notification
from configurator.models import User
from configurator.models import Verb

# Events that an actor can cause again and again, to a person of their choice.
ADDRESSED = (Verb.SHARED, Verb.REVIEW_REQUESTED, Verb.REVIEW_REQUEST_WITHDRAWN)
PERIOD = timedelta(days=1)
MOST_MAIL_OF_ONE_ACTOR = 10  # to one person, in a period, about such events


def spared(event: Event, people: Sequence[User], mentioned: set[int]) -> set[int]:
    """Find who gets no e-mail of an event, as the actor caused enough of it lately.

    That is once about a configuration, and ten times about all of them and by mentions; the inbox
    has the rest.
    """
    addressed = event.verb in ADDRESSED
    if not addressed and not mentioned:
        return set()
    lately = Notification.objects.filter(
        Q(event__verb__in=ADDRESSED) | Q(mentioned=True),
        person__in=people,
        mail=True,
        event__actor=event.actor_id,
        event__created__gt=timezone.now() - PERIOD,
    ).order_by()
    rows = list(lately.values_list("person", "event__configuration", "event__verb"))
    same = {
        person
        for person, about, verb in rows
        if (about, verb) == (event.configuration_id, event.verb)
    }
    counts = Counter(person for person, _, _ in rows)
    many = {person for person, count in counts.items() if count >= MOST_MAIL_OF_ONE_ACTOR}
    return same | many if addressed else many
