"""An idempotency key in each form: a form that is sent twice counts once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms


def _new_key() -> str:
    return uuid4().hex


class IdempotencyKeyField(forms.CharField):
    """A hidden field with the key of the form. A form without a key always counts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=64, initial=_new_key, widget=forms.HiddenInput, **options
        )
