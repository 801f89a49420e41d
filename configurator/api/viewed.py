"""The endpoint of the ticks by which a person marks what they viewed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from ninja import Schema
from pydantic import Field

from configurator import access
from configurator.api.authentication import WriteToken
from configurator.api.authentication import visitor
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.comments.viewed import Viewed
from configurator.forms.viewed import ViewedForm
from configurator.models import ViewedTick
from configurator.services.viewed import set_viewed

router = Router(tags=["Reviews"])
About = ViewedTick.About


class NewTick(Body):
    """A file or a choice of the revision, and whether you viewed it."""

    about: About
    path: str = Field(max_length=300, examples=["base/backend-deployment.yaml"])
    viewed: bool = True


class Tick(Schema):
    """Whether you viewed a file or a choice; a later revision that changes it takes the tick."""

    about: About
    path: str = Field(examples=["base/backend-deployment.yaml"])
    viewed: bool


@router.put(
    "/configurations/{uuid:key}/revisions/{int:number}/viewed",
    auth=WriteToken(),
    response=Tick,
    summary="Tick as viewed",
)
def set_tick(request: HttpRequest, key: UUID, number: int, body: NewTick) -> Any:
    """Tick a file or a choice as viewed, or take the tick away. Only you see your ticks."""
    grant = access.find(visitor(request), key)
    revision = grant.revision(number)
    set_viewed(grant, revision, **valid(ViewedForm(body.dict())))
    viewed = Viewed(grant, revision).has(body.about, body.path)
    return Tick(about=body.about, path=body.path, viewed=viewed)
