"""The endpoints of your notifications, and of what you are notified of."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http import HttpRequest
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator.api.authentication import WriteToken
from configurator.api.authentication import token_of
from configurator.api.bodies import Body
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.problems import Problem
from configurator.events import notifications
from configurator.events import sentences
from configurator.events.recipients import Channel
from configurator.events.recipients import muted_key
from configurator.events.recipients import titles
from configurator.models import Notification as NotificationRow
from configurator.models import User
from configurator.pages import notification_preferences

router = Router(tags=["Notifications"])

UNKNOWN = "No notification of: {}. The list of subscriptions names every event that has one."


class Notification(Schema):
    """A notification about an event of a configuration."""

    id: int
    event: str = Field(examples=["approved"])
    configuration: UUID
    name: str = Field(description="The name of the configuration.", examples=["acme-production"])
    revision: int | None
    sentence: str = Field(examples=["ben approved revision 3."])
    created: datetime
    read: datetime | None

    @classmethod
    def of(cls, row: NotificationRow) -> Notification:
        """Return the schema of a notification."""
        event = row.event
        return cls(
            id=row.pk,
            event=event.verb,
            configuration=event.configuration_id,
            name=event.configuration.name,
            revision=event.revision,
            sentence=sentences.sentence(event),
            created=event.created,
            read=row.read,
        )


class NotificationPage(Schema):
    """Your notifications, the latest first."""

    notifications: list[Notification]
    next: str | None = Field(description=NEXT)


class NotificationFilters(After):
    """The filter of the notifications."""

    unread: bool = Field(False, description="true: the unread ones only.")


class Subscription(Body):
    """An event, and whether you are notified of it, in the inbox and by e-mail."""

    event: str = Field(max_length=20, examples=["approved"])
    title: str = Field("", description="What the event is. It is ignored in requests.")
    inbox: bool
    mail: bool


class Subscriptions(Body):
    """Every event that has notifications, or those to change, and the digest."""

    subscriptions: list[Subscription] = Field([], max_length=100)
    digest: bool | None = Field(
        None,
        description="Whether e-mail comes as one digest a day. Left out: it stays.",
        examples=[True],
    )

    @classmethod
    def of(cls, person: User) -> Subscriptions:
        """Return the subscriptions of a person."""
        rows = notification_preferences.rows(person)
        return cls(
            subscriptions=[
                Subscription(event=row.verb, title=row.title, inbox=row.inbox, mail=row.mail)
                for row in rows
            ],
            digest=person.digest,
        )


@router.get("/notifications", response=NotificationPage, summary="List notifications")
def list_notifications(
    request: HttpRequest, parameters: Query[NotificationFilters]
) -> NotificationPage:
    """List your notifications of configurations that you may still see, 50 on a page."""
    rows = notifications.notifications(token_of(request).person)
    if parameters.unread:
        rows = rows.filter(read=None)
    listed = page(request, rows, parameters.after, newest_first=True)
    return NotificationPage(
        notifications=[Notification.of(row) for row in listed.rows], next=listed.next
    )


@router.post(
    "/notifications/read",
    auth=WriteToken(),
    response={204: None},
    summary="Mark all notifications as read",
)
def mark_all_notifications_read(request: HttpRequest) -> Any:
    """Mark every notification of yours as read."""
    notifications.mark_all_read(token_of(request).person)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/notifications/{int:notification}/read",
    auth=WriteToken(),
    response={204: None},
    summary="Mark a notification as read",
)
def mark_notification_read(request: HttpRequest, notification: int) -> Any:
    """Mark one notification of yours as read."""
    if notifications.mark_read(token_of(request).person, notification) is None:
        raise Http404(notification)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/notifications/subscriptions", response=Subscriptions, summary="Your subscriptions")
def get_subscriptions(request: HttpRequest) -> Subscriptions:
    """List every event that has notifications, and whether you are notified of it."""
    return Subscriptions.of(token_of(request).person)


@router.patch(
    "/notifications/subscriptions",
    auth=WriteToken(),
    response=Subscriptions,
    summary="Change your subscriptions",
)
def change_subscriptions(request: HttpRequest, body: Subscriptions) -> Subscriptions:
    """Subscribe or unsubscribe by event and channel. Events that are left out stay."""
    person = token_of(request).person
    unknown = [row.event for row in body.subscriptions if row.event not in titles()]
    if unknown:
        raise Problem(422, UNKNOWN.format(", ".join(unknown)))
    wanted = {row.verb: (row.inbox, row.mail) for row in notification_preferences.rows(person)}
    wanted |= {row.event: (row.inbox, row.mail) for row in body.subscriptions}
    subscribed = {
        muted_key(channel, verb)
        for verb, chosen in wanted.items()
        for channel, is_chosen in zip((Channel.INBOX, Channel.MAIL), chosen, strict=True)
        if is_chosen
    }
    digested = person.digest if body.digest is None else body.digest
    muted = notification_preferences.muted(subscribed)
    notifications.save_preferences(person, muted, digested=digested)
    return Subscriptions.of(person)
