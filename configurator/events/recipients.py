"""Who is told of what happened: one line for each verb, and the row that tells each person."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from configurator.models import Comment
from configurator.models import Event
from configurator.models import Membership
from configurator.models import Notification
from configurator.models import Review
from configurator.models import ReviewRequest
from configurator.models import Revision
from configurator.models import Role
from configurator.models import User
from configurator.models import Verb


class Channel(StrEnum):
    """How somebody is told."""

    SHOWN = "shown"
    MAIL = "mail"


def muting(channel: Channel, verb: str) -> str:
    """Name what a person does not want to hear of, as ``User.muted`` keeps it."""
    return f"{channel}:{verb}"


def asked(event: Event) -> Q:
    """Find the person to whom something was done: asked, or given access."""
    names = [event.detail.get(each) for each in ("reviewer", "person")]
    return Q(username__in=[each for each in names if each])


def invited(event: Event) -> Q:
    """Find the members of the team with which something was shared."""
    team = event.detail.get("team", "")
    return Q(pk__in=Membership.objects.filter(team__slug=team).values("person"))


def reviewers(event: Event) -> Q:
    """Find whoever was asked to review the configuration, or did."""
    here = event.configuration_id
    requested = ReviewRequest.objects.filter(configuration=here).order_by()
    given = Review.objects.filter(revision__configuration=here).order_by()
    return Q(pk__in=requested.values("reviewer")) | Q(pk__in=given.values("reviewer"))


def talking(event: Event) -> Q:
    """Find whoever commented on the configuration."""
    said = Comment.objects.filter(thread__configuration=event.configuration_id).order_by()
    return Q(pk__in=said.values("author"))


def in_thread(event: Event) -> Q:
    """Find whoever takes part in the thread."""
    said = Comment.objects.filter(
        thread=event.detail.get("thread"), thread__configuration=event.configuration_id
    )
    return Q(pk__in=said.order_by().values("author"))


def author(event: Event) -> Q:
    """Find the author of the revision."""
    found = Revision.objects.filter(
        configuration=event.configuration_id, number=event.revision or 0
    )
    return Q(pk__in=found.order_by().values("author"))


def owners(event: Event) -> Q:
    """Find whose configuration it is: a person, or the owners of a team."""
    configuration = event.configuration
    held = Membership.objects.filter(team=configuration.team_id, role=Role.OWNER).order_by()
    return Q(pk=configuration.person_id or 0) | Q(pk__in=held.values("person"))


@dataclass(frozen=True)
class Heard:
    """Something that people are told of, in the words of the page where they choose, and who."""

    title: str
    circles: tuple[Callable[[Event], Q], ...]


HEARD: Mapping[Verb, Heard] = {
    Verb.ASKED: Heard("Somebody asks you for a review", (asked,)),
    Verb.SAVED: Heard("A new revision of what you review or talk about", (reviewers, talking)),
    Verb.COMMENTED: Heard(
        "A comment on your revision, or in a thread that you take part in", (author, in_thread)
    ),
    Verb.RESOLVED: Heard("A thread that you take part in is resolved", (in_thread,)),
    Verb.REOPENED: Heard("A thread that you take part in is reopened", (in_thread,)),
    Verb.APPROVED: Heard("A revision of yours is approved", (author, owners)),
    Verb.REQUESTED_CHANGES: Heard("Changes to a revision of yours are requested", (author, owners)),
    Verb.REVIEWED: Heard("A review of a revision of yours without a verdict", (author, owners)),
    Verb.UNASKED: Heard("Somebody asks you for a review no longer", (asked,)),
    Verb.WAIVED: Heard(
        "A warning is waived in a plan of yours, or in one that you review",
        (author, owners, reviewers),
    ),
    Verb.UNWAIVED: Heard(
        "A waiver is taken back in a plan of yours, or in one that you review",
        (author, owners, reviewers),
    ),
    Verb.SHARED: Heard("Somebody shares a configuration with you", (asked, invited)),
}


def tell(event: Event) -> None:
    """Tell everybody whom an event concerns, but not who did it, as each of them wants to be told.

    Whether they may still see the configuration is asked again when it is shown or mailed.
    """
    if event.verb not in HEARD:
        return
    concerned = reduce(or_, (circle(event) for circle in HEARD[Verb(event.verb)].circles))
    people = User.objects.filter(concerned, is_active=True).exclude(pk=event.actor_id or 0)
    rows = (_row(event, each) for each in people.only("email", "muted").order_by("pk"))
    Notification.objects.bulk_create(each for each in rows if each.shown or each.mail)


def _row(event: Event, person: User) -> Notification:
    mail = bool(person.email) and muting(Channel.MAIL, event.verb) not in person.muted
    return Notification(
        person=person,
        event=event,
        shown=muting(Channel.SHOWN, event.verb) not in person.muted,
        mail=mail,
        next_try=timezone.now() if mail else None,
    )
