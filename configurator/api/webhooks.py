"""The endpoints of a team's webhooks and of their deliveries. Only owners use them."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query
from ninja import Router
from ninja import Schema
from ninja import Status
from pydantic import Field

from configurator.api.authentication import WriteToken
from configurator.api.bodies import Body
from configurator.api.bodies import valid
from configurator.api.pagination import NEXT
from configurator.api.pagination import SIZE
from configurator.api.pagination import After
from configurator.api.pagination import next_url
from configurator.api.pagination import page
from configurator.api.sharing import NO_STORE
from configurator.api.teams import of_token
from configurator.events import signatures
from configurator.events import webhooks
from configurator.forms.webhooks import DEFAULT_EVENTS
from configurator.forms.webhooks import WebhookForm
from configurator.models import Delivery as DeliveryRow
from configurator.models import Verb
from configurator.models import Webhook as WebhookRow

router = Router(tags=["Webhooks"])

URL = "Each event is sent to this URL as a signed POST request with JSON."


class Webhook(Schema):
    """A webhook of a team."""

    id: int
    url: str = Field(description=URL, examples=["https://hooks.acme.com/skillflaw"])
    events: list[str] = Field(description="The events that it receives.", examples=[["approved"]])
    active: bool
    paused_until: datetime | None = Field(
        default=None,
        description="Until then no attempt is made, since several failed in a row. A test message "
        "tries at once.",
    )
    created: datetime

    @classmethod
    def columns(cls, row: WebhookRow) -> dict[str, Any]:
        """Return the fields that every schema of a webhook has."""
        own = {name: getattr(row, name) for name in ("url", "active", "paused_until", "created")}
        return own | {"id": row.pk, "events": row.verbs}


class SecretWebhook(Webhook):
    """A webhook with its signing secret, which only its creation and its replacement answer."""

    secret: str = Field(
        description="Verifies the signatures. Give it to the receiver.",
        examples=["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
    )


class WebhookPage(Schema):
    """The webhooks of a team, the oldest first."""

    webhooks: list[Webhook]
    next: str | None = Field(description=NEXT)


class WebhookSettings(Body):
    """The settings of a webhook; what is left out stays as it is."""

    url: str = Field("", description=URL, examples=["https://hooks.acme.com/skillflaw"])
    events: list[Verb] = Field(
        list(DEFAULT_EVENTS), max_length=100, description="The events to send."
    )
    active: bool = Field(True, description="Whether it is enabled.")


class Delivery(Schema):
    """A message to a webhook with its attempts."""

    id: UUID
    type: str = Field(examples=["configuration.approved"])
    attempts: int
    next_try: datetime | None = Field(description="null when no attempt follows.")
    delivered: datetime | None
    status: int | None = Field(description="The last status that the receiver answered.")
    problem: str = Field(description="Why the last attempt failed; empty where it did not.")
    created: datetime

    @classmethod
    def of(cls, row: DeliveryRow) -> Delivery:
        """Return the schema of a delivery."""
        own = ("attempts", "next_try", "delivered", "status", "problem", "created")
        columns = {name: getattr(row, name) for name in own}
        return cls(id=row.pk, type=str(row.payload.get("type", "")), **columns)


class DeliveryPage(Schema):
    """The deliveries of a webhook, the latest first."""

    deliveries: list[Delivery]
    next: str | None = Field(description=NEXT)


class AfterDelivery(Schema):
    """The cursor of a page of deliveries."""

    after: UUID | None = Field(None, description="The cursor of a page: “next” has it.")


@router.get("/teams/{slug:slug}/webhooks", response=WebhookPage, summary="List webhooks")
def list_webhooks(request: HttpRequest, slug: str, parameters: Query[After]) -> WebhookPage:
    """List the webhooks of a team, 50 on a page, without their secrets."""
    rows: QuerySet[WebhookRow] = of_token(request, slug, owner=True).team.webhooks.all()
    listed = page(request, rows, parameters.after)
    hooks = [Webhook(**Webhook.columns(row)) for row in listed.rows]
    return WebhookPage(webhooks=hooks, next=listed.next)


@router.post(
    "/teams/{slug:slug}/webhooks",
    auth=WriteToken(),
    response={201: SecretWebhook},
    summary="Add a webhook",
)
def add_webhook(
    request: HttpRequest, response: HttpResponse, slug: str, body: WebhookSettings
) -> Any:
    """Add a webhook. This answer has its signing secret."""
    membership = of_token(request, slug, owner=True)
    new = WebhookRow(team=membership.team, by=membership.person, verbs=list(DEFAULT_EVENTS))
    row = webhooks.save(new, valid(WebhookForm(new, _sent(new, body))))
    return Status(HTTPStatus.CREATED, _with_secret(response, row))


@router.get("/teams/{slug:slug}/webhooks/{int:webhook}", response=Webhook, summary="One webhook")
def get_webhook(request: HttpRequest, slug: str, webhook: int) -> Webhook:
    """Return a webhook without its secret."""
    return Webhook(**Webhook.columns(_owned(request, slug, webhook)))


@router.patch(
    "/teams/{slug:slug}/webhooks/{int:webhook}",
    auth=WriteToken(),
    response=Webhook,
    summary="Change a webhook",
)
def change_webhook(request: HttpRequest, slug: str, webhook: int, body: WebhookSettings) -> Webhook:
    """Change the URL or the events of a webhook, enable it or disable it."""
    hook = _owned(request, slug, webhook)
    return Webhook(
        **Webhook.columns(webhooks.save(hook, valid(WebhookForm(hook, _sent(hook, body)))))
    )


@router.api_operation(
    ["DELETE"],
    "/teams/{slug:slug}/webhooks/{int:webhook}",
    auth=WriteToken(),
    response={204: None},
    summary="Delete a webhook",
)
def delete_webhook(request: HttpRequest, slug: str, webhook: int) -> Any:
    """Delete a webhook with its deliveries."""
    webhooks.delete(_owned(request, slug, webhook))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/teams/{slug:slug}/webhooks/{int:webhook}/secret",
    auth=WriteToken(),
    response=SecretWebhook,
    summary="Replace the signing secret",
)
def replace_webhook_secret(
    request: HttpRequest, response: HttpResponse, slug: str, webhook: int
) -> SecretWebhook:
    """Replace the signing secret; the next attempt uses the new one. This answer has it."""
    hook = _owned(request, slug, webhook)
    webhooks.rotate_secret(hook)
    return _with_secret(response, _owned(request, slug, webhook))


@router.post(
    "/teams/{slug:slug}/webhooks/{int:webhook}/test",
    auth=WriteToken(),
    response={202: Delivery},
    summary="Send a test message",
)
def test_webhook(request: HttpRequest, slug: str, webhook: int) -> Any:
    """Queue a test message. Its delivery tells what became of it."""
    return Status(
        HTTPStatus.ACCEPTED, Delivery.of(webhooks.send_test(_owned(request, slug, webhook)))
    )


@router.get(
    "/teams/{slug:slug}/webhooks/{int:webhook}/deliveries",
    response=DeliveryPage,
    summary="List deliveries",
)
def list_deliveries(
    request: HttpRequest, slug: str, webhook: int, parameters: Query[AfterDelivery]
) -> DeliveryPage:
    """List the deliveries of a webhook, the latest first, 50 on a page."""
    rows = _owned(request, slug, webhook).deliveries.order_by("-created", "-pk")
    if parameters.after:
        last = get_object_or_404(rows, pk=parameters.after)
        rows = rows.filter(Q(created__lt=last.created) | Q(created=last.created, pk__lt=last.pk))
    listed = list(rows[: SIZE + 1])
    more = next_url(request, listed[SIZE - 1].pk) if len(listed) > SIZE else None
    return DeliveryPage(deliveries=[Delivery.of(row) for row in listed[:SIZE]], next=more)


@router.post(
    "/teams/{slug:slug}/webhooks/{int:webhook}/deliveries/{uuid:delivery}/redeliver",
    auth=WriteToken(),
    response={202: Delivery},
    summary="Send a message again",
)
def redeliver(request: HttpRequest, slug: str, webhook: int, delivery: UUID) -> Any:
    """Queue a message again, with its identifier and without its attempts."""
    rows = _owned(request, slug, webhook).deliveries
    webhooks.redeliver(get_object_or_404(rows, pk=delivery))
    return Status(HTTPStatus.ACCEPTED, Delivery.of(rows.get(pk=delivery)))


def _owned(request: HttpRequest, slug: str, key: int) -> WebhookRow:
    team = of_token(request, slug, owner=True).team
    return get_object_or_404(team.webhooks.select_related("team"), pk=key)


def _sent(hook: WebhookRow, body: WebhookSettings) -> dict[str, Any]:
    sent = body.sent
    verbs = [str(verb.value) for verb in sent.pop("events")] if "events" in sent else hook.verbs
    return {"url": hook.url, "active": hook.active, **sent, "verbs": verbs}


def _with_secret(response: HttpResponse, row: WebhookRow) -> SecretWebhook:
    response["Cache-Control"] = NO_STORE
    return SecretWebhook(**Webhook.columns(row), secret=signatures.secret(row))
