"""The form of a webhook: where to, about what, and whether now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from configurator.events import http_client
from configurator.forms.free_text import FreeTextField
from configurator.models import Verb
from configurator.models import Webhook

USUAL = [Verb.SAVED, Verb.ASKED, Verb.APPROVED, Verb.REQUESTED_CHANGES, Verb.WAIVED]


class WebhookForm(forms.Form):
    """A webhook as an owner of the team sets it."""

    url = FreeTextField(
        rows=1,
        label="Address",
        max_length=500,
        help_text="Each message is sent there with POST, as JSON and signed.",
    )
    verbs = forms.MultipleChoiceField(
        label="Tell it when somebody",
        choices=Verb.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one, or switch the webhook off."},
    )
    active = forms.BooleanField(label="Switched on", required=False)

    def __init__(self, hook: Webhook, sent: Any) -> None:
        super().__init__(sent, initial={name: getattr(hook, name) for name in self.base_fields})

    def clean_url(self) -> str:
        """Give the address, or say why it is not called."""
        try:
            return http_client.checked(
                self.cleaned_data["url"], private=settings.WEBHOOKS_PRIVATE
            ).url
        except http_client.Refused as refused:
            raise ValidationError(str(refused)) from None
