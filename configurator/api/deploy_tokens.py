"""The endpoints of deploy tokens, with which programs read a configuration's Git repository."""

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
from configurator.access import Right
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import After
from configurator.api.pagination import page
from configurator.api.problems import Problem
from configurator.api.sharing import NO_STORE
from configurator.api.sharing import UNSAVED
from configurator.forms.sharing import DeployTokenForm
from configurator.models import DeployToken as DeployTokenRow
from configurator.services import deploy_tokens
from configurator.wording.urls import repository_url

router = Router(tags=["Sharing"])


class DeployToken(Schema):
    """A deploy token. Its secret is only in the answer to its creation."""

    id: int
    name: str = Field(description="The program that uses it.", examples=["Flux in production"])
    start: str = Field(description="The first characters of the secret.", examples=["skfd_a1b2c"])
    by: str = Field(examples=["anna"])
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    last_used: datetime | None

    @classmethod
    def columns(cls, row: DeployTokenRow) -> dict[str, Any]:
        """Return the fields that every schema of a deploy token has."""
        own = ("name", "start", "created", "expires", "revoked", "last_used")
        return {name: getattr(row, name) for name in own} | {"id": row.pk, "by": row.by.username}


class CreatedDeployToken(DeployToken):
    """A new deploy token with its secret, which is not stored."""

    secret: str = Field(
        description="The password of `git clone`. It cannot be shown again.",
        examples=["skfd_Zm9yLXRoZS1jbHVzdGVy"],
    )
    repository: str = Field(
        description="The address to clone.",
        examples=["https://plans.acme.com/git/1f0c6f3e-0d0a-4a3e-9a55-2c9df0a2a3d1.git"],
    )


class DeployTokenPage(Schema):
    """The deploy tokens of the configuration, the oldest first, with those that ended."""

    deploy_tokens: list[DeployToken]
    next: str | None = Field(description=NEXT)


class NewDeployToken(Body):
    """A deploy token to create."""

    name: str = Field(description="The program that uses it.", examples=["Flux in production"])
    days: Literal[30, 90, 365] | None = Field(
        365, description="In how many days it expires; null: never."
    )


@router.get(
    "/configurations/{uuid:key}/deploy-tokens",
    response=DeployTokenPage,
    summary="List deploy tokens",
)
def list_deploy_tokens(request: HttpRequest, key: UUID, parameters: Query[After]) -> Any:
    """List the deploy tokens, 50 on a page, with those that expired or were revoked."""
    grant = access.find(visitor(request), key, Right.OWN)
    rows = grant.configuration.deploy_tokens.select_related("by")
    listed = page(request, rows, parameters.after)
    tokens = [DeployToken(**DeployToken.columns(row)) for row in listed.rows]
    return DeployTokenPage(deploy_tokens=tokens, next=listed.next)


@router.post(
    "/configurations/{uuid:key}/deploy-tokens",
    auth=WriteToken(),
    response={201: CreatedDeployToken},
    summary="Create a deploy token",
)
def create_deploy_token(
    request: HttpRequest, response: HttpResponse, key: UUID, body: NewDeployToken
) -> Any:
    """Create a token that reads the Git repository. Only this answer has its secret."""
    grant = access.find(visitor(request), key, Right.OWN)
    if not grant.configuration.latest:
        raise Problem(HTTPStatus.CONFLICT, UNSAVED)
    new = deploy_tokens.create(grant, **valid(DeployTokenForm(grant, body.dict())))
    response["Cache-Control"] = NO_STORE
    created = CreatedDeployToken(
        **DeployToken.columns(new.token),
        secret=new.secret,
        repository=repository_url(request, key),
    )
    return Status(HTTPStatus.CREATED, created)


@router.api_operation(
    ["DELETE"],
    "/configurations/{uuid:key}/deploy-tokens/{int:token_key}",
    auth=WriteToken(),
    response={204: None},
    summary="Revoke a deploy token",
)
def revoke_deploy_token(request: HttpRequest, key: UUID, token_key: int) -> Any:
    """Revoke a deploy token; requests with it fail from now on."""
    grant = access.find(visitor(request), key, Right.OWN)
    deploy_tokens.revoke(grant, get_object_or_404(grant.configuration.deploy_tokens, pk=token_key))
    return Status(HTTPStatus.NO_CONTENT, None)
