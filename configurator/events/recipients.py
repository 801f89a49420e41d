"""The recipients of notifications: one subscription for each verb, and a row for each person."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Exists
from django.db.models import OuterRef
from django.db.models import Q
from django.utils import timezone

from configurator.events import digest
from configurator.events import inbox
from configurator.events import mail_limit
from configurator.events import mentions
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
    """How a notification reaches a person."""

    INBOX = "shown"
    MAIL = "mail"


def muted_key(channel: Channel, verb: str) -> str:
    """Name an event and a channel as ``User.muted`` stores what a person unsubscribed from."""
    return f"{channel}:{verb}"


def addressee(event: Event) -> Q:
    """Find the person whose review was requested, or who got access."""
    usernames = [event.detail.get(key) for key in ("reviewer", "person")]
    return Q(username__in=[username for username in usernames if username])


def members_of_team(event: Event) -> Q:
    """Find the members of the team that the configuration was shared with."""
    team = event.detail.get("team", "")
    return Q(pk__in=Membership.objects.filter(team__slug=team).values("person"))


def reviewers(event: Event) -> Q:
    """Find the reviewers of the configuration, requested or not."""
    configuration = event.configuration_id
    requested = ReviewRequest.objects.filter(configuration=configuration).order_by()
    given = Review.objects.filter(revision__configuration=configuration).order_by()
    return Q(pk__in=requested.values("reviewer")) | Q(pk__in=given.values("reviewer"))


def commenters(event: Event) -> Q:
    """Find the authors of comments on the configuration."""
    comments = Comment.objects.filter(
        thread__configuration=event.configuration_id, pending=False
    ).order_by()
    return Q(pk__in=comments.values("author"))


def thread_participants(event: Event) -> Q:
    """Find the authors of comments in the thread."""
    comments = Comment.objects.filter(
        thread=event.detail.get("thread"),
        thread__configuration=event.configuration_id,
        pending=False,
    )
    return Q(pk__in=comments.order_by().values("author"))


def participants_of_threads(event: Event) -> Q:
    """Find the authors of comments in the threads that a review has comments in."""
    threads = Comment.objects.filter(review=event.detail.get("review", 0)).order_by()
    comments = Comment.objects.filter(
        thread__in=threads.values("thread"),
        thread__configuration=event.configuration_id,
        pending=False,
    )
    return Q(pk__in=comments.order_by().values("author"))


def suggesters(event: Event) -> Q:
    """Find the people whose suggestions were taken."""
    usernames = str(event.detail.get("suggesters", "")).split(", ")
    return Q(username__in=[username for username in usernames if username])


def author(event: Event) -> Q:
    """Find the author of the revision."""
    revisions = Revision.objects.filter(
        configuration=event.configuration_id, number=event.revision or 0
    )
    return Q(pk__in=revisions.order_by().values("author"))


def owners(event: Event) -> Q:
    """Find the owners of the configuration: a person, or the owners of a team."""
    configuration = event.configuration
    memberships = Membership.objects.filter(team=configuration.team_id, role=Role.OWNER).order_by()
    return Q(pk=configuration.person_id or 0) | Q(pk__in=memberships.values("person"))


@dataclass(frozen=True)
class Subscription:
    """The recipients of one verb, its title in the settings, and the reason that an e-mail gives.

    The reason completes the sentence “You get this because …”.
    """

    title: str
    reason: str
    recipients: tuple[Callable[[Event], Q], ...]


REVIEWED_REASON = (
    "you are the author of the revision, an owner of the configuration, or take part in a thread "
    "that the review comments on"
)
# Beside the verbs of events: whoever is named with @ in a text of one.
MENTIONED = "mentioned"
MENTIONED_TITLE = "You are mentioned with @ in a comment or a review"
MENTIONED_REASON = "you were mentioned"
SUBSCRIPTIONS: Mapping[Verb, Subscription] = {
    Verb.REVIEW_REQUESTED: Subscription(
        "Your review is requested", "your review was requested", (addressee,)
    ),
    Verb.SAVED: Subscription(
        "New revision of a configuration that you review or comment on",
        "you review or comment on this configuration",
        (reviewers, commenters),
    ),
    Verb.COMMENTED: Subscription(
        "Comment on your revision or in your thread",
        "you are the author of the revision or take part in the thread",
        (author, thread_participants),
    ),
    Verb.SUGGESTIONS_TAKEN: Subscription(
        "Your suggestion is taken", "you made a suggestion", (suggesters,)
    ),
    Verb.RESOLVED: Subscription(
        "Your thread is resolved", "you take part in the thread", (thread_participants,)
    ),
    Verb.REOPENED: Subscription(
        "Your thread is reopened", "you take part in the thread", (thread_participants,)
    ),
    Verb.APPROVED: Subscription(
        "Your revision is approved",
        REVIEWED_REASON,
        (author, owners, participants_of_threads),
    ),
    Verb.REQUESTED_CHANGES: Subscription(
        "Changes to your revision are requested",
        REVIEWED_REASON,
        (author, owners, participants_of_threads),
    ),
    Verb.REVIEWED: Subscription(
        "Your revision gets a review comment",
        REVIEWED_REASON,
        (author, owners, participants_of_threads),
    ),
    Verb.REVIEW_REQUEST_WITHDRAWN: Subscription(
        "A review request to you is withdrawn",
        "a review request to you was withdrawn",
        (addressee,),
    ),
    Verb.WAIVED: Subscription(
        "A warning is waived in a configuration that you own or review",
        "you own or review this configuration",
        (author, owners, reviewers),
    ),
    Verb.UNWAIVED: Subscription(
        "A waiver is withdrawn in a configuration that you own or review",
        "you own or review this configuration",
        (author, owners, reviewers),
    ),
    Verb.SHARED: Subscription(
        "A configuration is shared with you",
        "the configuration was shared with you or your team",
        (addressee, members_of_team),
    ),
}


def notify(event: Event) -> None:
    """Make the notifications of an event, as its recipients subscribed; its actor gets none.

    A share that a review request makes has none: the request notifies the same person.
    Whether a recipient may still see the configuration is checked again on display and delivery.
    """
    if event.verb not in SUBSCRIPTIONS or event.detail.get("asked"):
        return
    subscription = SUBSCRIPTIONS[Verb(event.verb)]
    matching = reduce(or_, (recipients(event) for recipients in subscription.recipients))
    mentioned = mentions.people(event)
    subscribers = User.objects.filter(matching).values("pk")
    people = User.objects.filter(Q(pk__in=subscribers) | Q(pk__in=mentioned), is_active=True)
    people = people.exclude(pk=event.actor_id or 0).annotate(
        subscribes=Exists(subscribers.filter(pk=OuterRef("pk")))
    )
    known = list(people.only("email", "muted", "digest").order_by("pk"))
    spared = mail_limit.spared(event, known, mentioned)
    rows = []
    for person in known:
        own = {event.verb: person.subscribes, MENTIONED: person.pk in mentioned}
        reasons = [key for key, applies in own.items() if applies]
        # Who takes part in a discussion hears of it, mentioned or not.
        takes_part = person.subscribes and event.verb not in mail_limit.ADDRESSED
        mailed = takes_part or person.pk not in spared
        rows.append(_notification(event, person, reasons, mailed=mailed))
    Notification.objects.bulk_create(row for row in rows if row.shown or row.mail)
    digest.schedule([row.person_id for row in rows if row.mail and row.person.digest])
    inbox.put(event, [row for row in rows if row.shown])


def _notification(
    event: Event, person: User, reasons: Sequence[str], *, mailed: bool
) -> Notification:
    """Make the notification of a person who hears of an event for these reasons."""

    def wanted(channel: Channel) -> bool:
        return any(muted_key(channel, key) not in person.muted for key in reasons)

    mail = bool(person.email) and wanted(Channel.MAIL) and mailed
    return Notification(
        person=person,
        event=event,
        shown=wanted(Channel.INBOX),
        mail=mail,
        mentioned=MENTIONED in reasons,
        next_try=timezone.now() if mail and not person.digest else None,
    )


def titles() -> Mapping[str, str]:
    """Name everything that a person can subscribe to: the verbs of events, and mentions."""
    return {MENTIONED: MENTIONED_TITLE} | {
        verb.value: subscription.title for verb, subscription in SUBSCRIPTIONS.items()
    }


def reason(notification: Notification) -> str:
    """Complete the sentence “You get this because …”."""
    if notification.mentioned:
        return MENTIONED_REASON
    return SUBSCRIPTIONS[Verb(notification.event.verb)].reason
