"""A mark that each form carries from when it is shown: sent twice, it counts once."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms


def _mark() -> str:
    return uuid4().hex


class OnceField(forms.CharField):
    """What tells one form from others; a form that lost it counts whenever it is sent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=64, initial=_mark, widget=forms.HiddenInput, **options
        )
