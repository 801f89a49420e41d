"""The endpoints of sharing: with people, with teams, and by links."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator import access
from configurator.access import Access
from configurator.access import Right
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.bodies import IdempotencyKey
from configurator.api.bodies import prefixed
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.problems import Problem
from configurator.forms.sharing import LinkForm
from configurator.forms.sharing import PersonForm
from configurator.forms.sharing import TeamForm
from configurator.models import Link as LinkRow
from configurator.models import Share as ShareRow
from configurator.services import sharing
from configurator.wording.urls import absolute

router = Router(tags=["Sharing"])

ONE_RECIPIENT = "Name one recipient: “person” or “team”."
UNSAVED = "The configuration has no revision to share. Save one first."
# The URL is the key: no cache may store it.
NO_STORE = "no-store"

SharedRole = Literal["viewer", "reviewer", "editor"]
LinkedRole = Literal["viewer", "reviewer"]


class Share(Schema):
    """A person or a team that the configuration is shared with: one of the two is null."""

    id: int
    person: str | None = Field(description="A username.", examples=["ben"])
    team: str | None = Field(description="A slug.", examples=[None])
    role: SharedRole = Field(description="Of a team: the maximum role of its members.")
    by: str = Field(examples=["anna"])
    created: datetime

    @classmethod
    def of(cls, row: ShareRow) -> Share:
        """Return the schema of a share."""
        return cls(
            id=row.pk,
            person=row.person.username if row.person else None,
            team=row.team.slug if row.team else None,
            role=row.role,  # type: ignore[arg-type] # a choice of its column
            by=row.by.username,
            created=row.created,
        )


class SharePage(Schema):
    """The people and teams that the configuration is shared with, the oldest share first."""

    shares: list[Share]
    next: str | None = Field(description=NEXT)


class NewShare(Body):
    """A person or a team, and their role."""

    person: str | None = Field(
        None, max_length=254, description="A username or an e-mail address.", examples=["ben"]
    )
    team: str | None = Field(
        None, max_length=80, description="The slug or the name of a team.", examples=[None]
    )
    role: SharedRole


class ShareRole(Body):
    """Another role."""

    role: SharedRole


class Link(Schema):
    """A share link. Its URL is only in the answer to its creation."""

    id: int
    label: str = Field(examples=["For the auditors"])
    role: LinkedRole
    revision: int | None = Field(description="The only revision that it shows; null: all of them.")
    by: str = Field(examples=["anna"])
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    last_used: datetime | None

    @classmethod
    def columns(cls, row: LinkRow) -> dict[str, Any]:
        """Return the fields that every schema of a link has."""
        own = ("label", "role", "created", "expires", "revoked", "last_used")
        columns = {name: getattr(row, name) for name in own}
        number = row.revision.number if row.revision else None
        return columns | {"id": row.pk, "revision": number, "by": row.by.username}


class CreatedLink(Link):
    """A new share link with its URL, which is not stored."""

    url: str = Field(
        description="Gives anybody who has it the role. It cannot be shown again.",
        examples=["https://plans.acme.com/s/Zm9yLXRoZS1hdWRpdG9ycw/"],
    )


class LinkPage(Schema):
    """The links of the configuration, the oldest first, with those that ended."""

    links: list[Link]
    next: str | None = Field(description=NEXT)


class NewLink(Body):
    """A share link to create."""

    label: str = Field(
        description="What it is for. Anyone who opens it sees this.", examples=["For the auditors"]
    )
    role: LinkedRole = Field("viewer")
    revision: int | None = Field(None, description="The only revision that it shows; null: all.")
    days: Literal[1, 7, 30, 90] | None = Field(
        30, description="In how many days it expires; null: never."
    )


@router.get("/configurations/{uuid:key}/shares", response=SharePage, summary="List shares")
def list_shares(request: HttpRequest, key: UUID, parameters: Query[After]) -> SharePage:
    """List the people and teams that the configuration is shared with, 50 on a page."""
    grant = access.find(visitor(request), key, Right.OWN)
    rows = grant.configuration.shares.select_related("person", "team", "by")
    listed = page(request, rows, parameters.after)
    return SharePage(shares=[Share.of(row) for row in listed.rows], next=listed.next)


@router.post(
    "/configurations/{uuid:key}/shares",
    auth=WriteToken(),
    response={201: Share},
    summary="Share with a person or a team",
)
def create_share(request: HttpRequest, key: UUID, body: NewShare) -> Any:
    """Share the configuration. Where it is shared with them already, they get this role."""
    grant = _saved(access.find(visitor(request), key, Right.OWN))
    if bool(body.person) == bool(body.team):
        raise Problem(422, ONE_RECIPIENT)
    form: PersonForm | TeamForm
    if body.person:
        form = PersonForm(grant, prefixed("person", {"user": body.person, "role": body.role}))
    else:
        form = TeamForm(grant, prefixed("team", {"team": body.team, "role": body.role}))
    values = valid(form)
    recipient = values["user"] if body.person else values["team"]
    row = sharing.share(grant, recipient, values["role"])
    return Status(HTTPStatus.CREATED, Share.of(row))


@router.patch(
    "/configurations/{uuid:key}/shares/{int:share}",
    auth=WriteToken(),
    response=Share,
    summary="Change the role of a share",
)
def change_share(request: HttpRequest, key: UUID, share: int, body: ShareRole) -> Share:
    """Change the role of a person or a team."""
    grant = access.find(visitor(request), key, Right.OWN)
    row = _share(grant, share)
    sharing.change_role(grant, row, body.role)
    return Share.of(row)


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/shares/{int:share}",
    auth=WriteToken(),
    response={204: None},
    summary="Stop sharing",
)
def remove_share(request: HttpRequest, key: UUID, share: int) -> Any:
    """Stop sharing with a person or a team. They lose access at once."""
    grant = access.find(visitor(request), key, Right.OWN)
    sharing.remove(grant, _share(grant, share))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/configurations/{uuid:key}/links", response=LinkPage, summary="List share links")
def list_links(request: HttpRequest, key: UUID, parameters: Query[After]) -> LinkPage:
    """List the share links, 50 on a page, with those that expired or were revoked."""
    grant = access.find(visitor(request), key, Right.OWN)
    rows = grant.configuration.links.select_related("revision", "by")
    listed = page(request, rows, parameters.after)
    return LinkPage(links=[Link(**Link.columns(row)) for row in listed.rows], next=listed.next)


@router.post(
    "/configurations/{uuid:key}/links",
    auth=WriteToken(),
    response={201: CreatedLink},
    summary="Create a share link",
)
def create_link(
    request: HttpRequest,
    response: HttpResponse,
    key: UUID,
    body: NewLink,
    idempotency_key: IdempotencyKey = "",
) -> Any:
    """Create a share link. Only this answer has its URL: it is not stored."""
    grant = _saved(access.find(visitor(request), key, Right.OWN))
    sent = {**body.dict(exclude={"revision"}), "number": body.revision or ""}
    form = LinkForm(grant, prefixed("link", sent))
    values = valid(form)
    new = sharing.create_link(
        grant,
        label=values["label"],
        role=values["role"],
        revision=form.revision,
        days=values["days"],
        idempotency_key=idempotency_key,
    )
    response["Cache-Control"] = NO_STORE
    url = absolute(request, "share-link-open", new.token)
    return Status(HTTPStatus.CREATED, CreatedLink(**Link.columns(new.link), url=url))


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/links/{int:link}",
    auth=WriteToken(),
    response={204: None},
    summary="Revoke a share link",
)
def revoke_link(request: HttpRequest, key: UUID, link: int) -> Any:
    """Revoke a link, and with it the access of every browser that opened it."""
    grant = access.find(visitor(request), key, Right.OWN)
    sharing.revoke_link(grant, get_object_or_404(grant.configuration.links, pk=link))
    return Status(HTTPStatus.NO_CONTENT, None)


def _share(grant: Access, key: int) -> ShareRow:
    rows = grant.configuration.shares.select_related("person", "team", "by")
    return get_object_or_404(rows, pk=key)


def _saved(grant: Access) -> Access:
    if not grant.configuration.latest:
        raise Problem(HTTPStatus.CONFLICT, UNSAVED)
    return grant
