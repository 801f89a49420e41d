"""The endpoints of the audit logs of configurations and teams. Only owners read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http import StreamingHttpResponse
from ninja import Query
from ninja import Router
from ninja import Schema
from pydantic import Field

from configurator import access
from configurator.access import Right
from configurator.api import content
from configurator.api.authentication import visitor
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.teams import of_token
from configurator.events import history
from configurator.events.team_log import team_event_row
from configurator.events.team_log import team_events
from configurator.models import Event as EventRow
from configurator.models import TeamEvent as TeamEventRow
from configurator.models import Verb

router = Router(tags=["Audit log"])

CSV, JSON_LINES = "text/csv; charset=utf-8", "application/jsonl; charset=utf-8"


class Event(Schema):
    """An event of the audit log."""

    id: int
    time: datetime
    actor: str | None = Field(
        description="A username; null where only the share link is known.", examples=["anna"]
    )
    link: str | None = Field(description="The share link that gave access.", examples=[None])
    verb: str = Field(examples=["approved"])
    revision: int | None
    sentence: str = Field(examples=["anna approved revision 3."])
    detail: dict[str, Any] = Field(description="What the sentence names.", examples=[{}])

    @classmethod
    def of(cls, row: EventRow) -> Event:
        """Return the schema of an event."""
        return cls(id=row.pk, **history.row(row))


class EventPage(Schema):
    """The events of a configuration, the latest first."""

    events: list[Event]
    next: str | None = Field(description=NEXT)


class VerbFilter(Schema):
    """The filter of the events."""

    verb: Verb | None = Field(None, description="Only the events of this kind.")


class EventFilters(VerbFilter, After):
    """The filter and the cursor of the events."""


@router.get("/configurations/{uuid:key}/audit-log", response=EventPage, summary="List events")
def list_events(request: HttpRequest, key: UUID, parameters: Query[EventFilters]) -> EventPage:
    """List what was done to the configuration, by whom, the latest first, 50 on a page."""
    grant = access.find(visitor(request), key, Right.OWN)
    rows = history.events(grant.configuration, parameters.verb or "")
    listed = page(request, rows, parameters.after, newest_first=True)
    return EventPage(events=[Event.of(row) for row in listed.rows], next=listed.next)


@router.get(
    "/configurations/{uuid:key}/audit-log.csv",
    summary="The audit log as CSV",
    openapi_extra=content.described("text/csv"),
)
def export_events_as_csv(
    request: HttpRequest, key: UUID, parameters: Query[VerbFilter]
) -> StreamingHttpResponse:
    """Stream all events as CSV, with formulas escaped so that no spreadsheet runs them."""
    grant = access.find(visitor(request), key, Right.OWN)
    rows = history.events(grant.configuration, parameters.verb or "")
    return StreamingHttpResponse(history.as_csv(rows), content_type=CSV)


@router.get(
    "/configurations/{uuid:key}/audit-log.jsonl",
    summary="The audit log as JSON lines",
    openapi_extra=content.described("application/jsonl"),
)
def export_events_as_json_lines(
    request: HttpRequest, key: UUID, parameters: Query[VerbFilter]
) -> StreamingHttpResponse:
    """Stream all events, each as one line of JSON."""
    grant = access.find(visitor(request), key, Right.OWN)
    rows = history.events(grant.configuration, parameters.verb or "")
    return StreamingHttpResponse(history.as_json_lines(rows), content_type=JSON_LINES)


class TeamEvent(Schema):
    """An event of the audit log of a team."""

    id: int
    time: datetime
    actor: str = Field(description="A username.", examples=["anna"])
    verb: str = Field(examples=["rule-added"])
    sentence: str = Field(
        examples=["anna added the approval rule “database.*: 1 approval from team DBA”"]
    )
    detail: dict[str, str] = Field(description="What the sentence names.", examples=[{}])

    @classmethod
    def of(cls, row: TeamEventRow) -> TeamEvent:
        """Return the schema of an event."""
        return cls(id=row.pk, **team_event_row(row))


class TeamEventPage(Schema):
    """The events of a team, the latest first."""

    events: list[TeamEvent]
    next: str | None = Field(description=NEXT)


@router.get("/teams/{slug:slug}/audit-log", response=TeamEventPage, summary="List events of a team")
def list_team_events(request: HttpRequest, slug: str, parameters: Query[After]) -> TeamEventPage:
    """List who changed the rules and settings of a team, the latest first, 50 on a page."""
    rows = team_events(of_token(request, slug, owner=True).team)
    listed = page(request, rows, parameters.after, newest_first=True)
    return TeamEventPage(events=[TeamEvent.of(row) for row in listed.rows], next=listed.next)
