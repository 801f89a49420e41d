"""Words that people write beside a plan: bounded, and free of secrets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.plans.parsing import carries_secret

REFUSED = (
    "This looks like a secret's value, so it was not kept. "
    "Take the value out, and name the Secret instead."
)


class Words(forms.CharField):
    """A text for people to read. What looks like a secret is refused and never stored."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        widget = forms.Textarea({"rows": rows, "cols": 60}) if rows > 1 else forms.TextInput()
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> str:
        """Read the text; the end of a line counts as one character, as it does in the browser."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def clean(self, value: Any) -> str:
        """Give the text, or say that it must not be kept."""
        text = str(super().clean(value))
        if carries_secret(text):
            raise ValidationError(REFUSED)
        return text
