"""The endpoints of your own account: your name, and your API tokens."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

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
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.forms.accounts import NameForm
from configurator.models import ApiToken
from configurator.services import accounts
from configurator.services import tokens

router = Router(tags=["Account"])


class Token(Schema):
    """An API token. Its secret was shown once and is not stored."""

    id: int
    name: str = Field(examples=["CI"])
    start: str = Field(description="Its first characters.", examples=["skfc_Xb3k9"])
    scope: ApiToken.Scope
    created: datetime
    expires: datetime | None
    last_used: datetime | None
    revoked: datetime | None

    @classmethod
    def of(cls, row: ApiToken) -> Token:
        """Return the schema of a token."""
        own = ("name", "start", "scope", "created", "expires", "last_used", "revoked")
        return cls(id=row.pk, **{name: getattr(row, name) for name in own})


class TokenPage(Schema):
    """Your tokens, the latest first, with those that ended."""

    tokens: list[Token]
    next: str | None = Field(description=NEXT)


class Account(Schema):
    """Your account, and the token of this request."""

    username: str = Field(examples=["anna"])
    name: str = Field(description="Your display name, or empty.", examples=["Anna Duarte"])
    token: Token


class DisplayName(Body):
    """A display name."""

    name: str = Field(description="Empty: none.", examples=["Anna Duarte"])


@router.get("/account", response=Account, summary="Your account")
def get_account(request: HttpRequest) -> Account:
    """Return who the token belongs to, and what it may do."""
    token = token_of(request)
    person = token.person
    return Account(username=person.username, name=person.get_full_name(), token=Token.of(token))


@router.patch("/account", auth=WriteToken(), response=Account, summary="Change your display name")
def change_account(request: HttpRequest, body: DisplayName) -> Account:
    """Change the name that others see together with your username."""
    accounts.rename(token_of(request).person, valid(NameForm(body.dict()))["name"])
    return get_account(request)


@router.get("/account/tokens", response=TokenPage, summary="List your tokens")
def list_tokens(request: HttpRequest, parameters: Query[After]) -> TokenPage:
    """List your API tokens, 50 on a page. New ones are made at /account/tokens/ alone."""
    rows = token_of(request).person.tokens.all()
    listed = page(request, rows, parameters.after, newest_first=True)
    return TokenPage(tokens=[Token.of(row) for row in listed.rows], next=listed.next)


@router.api_operation(
    ["DELETE"],
    "/account/tokens/{int:token}",
    auth=WriteToken(),
    response={204: None},
    summary="Revoke a token",
)
def revoke_token(request: HttpRequest, token: int) -> Any:
    """Revoke a token of yours, which may be the one of this request."""
    if tokens.revoke(token_of(request).person, token) is None:
        raise Http404(token)
    return Status(HTTPStatus.NO_CONTENT, None)
