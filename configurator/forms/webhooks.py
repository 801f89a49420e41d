"""The form of a webhook: its URL, its events, and whether it is enabled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

import generators
from configurator.events import http_client
from configurator.forms.free_text import FreeTextField
from configurator.models import Verb
from configurator.models import Webhook

DEFAULT_EVENTS = [
    Verb.SAVED,
    Verb.REVIEW_REQUESTED,
    Verb.APPROVED,
    Verb.REQUESTED_CHANGES,
    Verb.WAIVED,
]


class WebhookForm(forms.Form):
    """The settings of a webhook, as an owner of the team enters them."""

    url = FreeTextField(
        rows=1,
        except_for=generators.WEBHOOK_ADDRESS,
        label="URL",
        max_length=500,
        help_text="Each event is sent to this URL as a signed POST request with JSON.",
    )
    verbs = forms.MultipleChoiceField(
        label="Events",
        choices=[(value, label.capitalize()) for value, label in Verb.choices],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one event, or disable the webhook."},
    )
    active = forms.BooleanField(label="Enabled", required=False)

    def __init__(self, hook: Webhook, sent: Any) -> None:
        super().__init__(sent, initial={name: getattr(hook, name) for name in self.base_fields})

    def clean_url(self) -> str:
        """Return the URL, or say why it is not allowed."""
        try:
            return http_client.validated(
                self.cleaned_data["url"], private=settings.WEBHOOKS_PRIVATE
            ).url
        except http_client.UrlRefused as refused:
            raise ValidationError(str(refused)) from None
