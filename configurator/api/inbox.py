"""The endpoints of your inbox: one item for each configuration that concerns you."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
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
from configurator.events import inbox
from configurator.events import sentences
from configurator.models import InboxItem as ItemRow

router = Router(tags=["Inbox"])


class Section(StrEnum):
    """A section of the inbox."""

    ASKED = "asked"
    SENT_BACK = "sent-back"
    APPROVED = "approved"
    WATCHING = "watching"


class InboxItem(Schema):
    """A configuration in your inbox, with the last event that you were told of."""

    id: int
    section: Section
    configuration: UUID
    name: str = Field(description="The name of the configuration.", examples=["acme-production"])
    state: str = Field(description="The state of its latest revision.", examples=["in-review"])
    event: str = Field(examples=["asked"])
    revision: int | None
    sentence: str = Field(examples=["anna requested a review of revision 3 from ben"])
    created: datetime
    read: datetime | None
    done: datetime | None

    @classmethod
    def of(cls, row: ItemRow) -> InboxItem:
        """Return the schema of an item."""
        event = row.event
        return cls(
            id=row.pk,
            section=Section(row.section),
            configuration=row.configuration_id,
            name=row.configuration.name,
            state=row.configuration.state,
            event=event.verb,
            revision=event.revision,
            sentence=sentences.sentence(event),
            created=event.created,
            read=row.read,
            done=row.done,
        )


class InboxItems(Schema):
    """Your inbox, the latest event first."""

    items: list[InboxItem]
    next: str | None = Field(description=NEXT)


class InboxFilters(After):
    """The filters of the inbox."""

    section: Section | None = Field(None, description="Left out: every section.")
    done: bool = Field(False, description="true: what is done, instead of what is not.")


class InboxSection(Body):
    """A section of which every item is done."""

    section: Section


@router.get("/inbox", response=InboxItems, summary="List the inbox")
def list_inbox(request: HttpRequest, parameters: Query[InboxFilters]) -> InboxItems:
    """List the items of configurations that you may still see, 50 on a page."""
    section = parameters.section.value if parameters.section else ""
    rows = inbox.items(token_of(request).person, section, done=parameters.done)
    listed = page(request, rows, parameters.after, key="event_id", newest_first=True)
    return InboxItems(items=[InboxItem.of(row) for row in listed.rows], next=listed.next)


@router.post(
    "/inbox/done", auth=WriteToken(), response={204: None}, summary="Mark a section as done"
)
def mark_section_done(request: HttpRequest, body: InboxSection) -> Any:
    """Take every item of a section out of the inbox; each comes back with its next event."""
    inbox.mark_section_done(token_of(request).person, body.section.value)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/inbox/{int:item}/read",
    auth=WriteToken(),
    response={204: None},
    summary="Mark an item as read",
)
def mark_item_read(request: HttpRequest, item: int) -> Any:
    """Mark an item of yours as read, with its notifications."""
    return _answer(item, inbox.mark_read(token_of(request).person, item))


@router.post(
    "/inbox/{int:item}/done",
    auth=WriteToken(),
    response={204: None},
    summary="Mark an item as done",
)
def mark_item_done(request: HttpRequest, item: int) -> Any:
    """Take an item out of the inbox until something new happens."""
    return _answer(item, inbox.mark_done(token_of(request).person, item))


@router.api_operation(
    ["DELETE"],
    "/inbox/{int:item}/done",
    auth=WriteToken(),
    response={204: None},
    summary="Move an item back",
)
def move_item_back(request: HttpRequest, item: int) -> Any:
    """Put an item that is done back into the inbox."""
    return _answer(item, inbox.move_back(token_of(request).person, item))


def _answer(key: int, row: ItemRow | None) -> Any:
    if row is None:
        raise Http404(key)
    return Status(HTTPStatus.NO_CONTENT, None)
