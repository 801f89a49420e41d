"""Free text beside a plan, such as notes and comments: bounded, and without secrets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from configurator.plans.parsing import carries_secret

REFUSAL = (
    "This looks like a secret's value, so it was not saved. "
    "Remove the value, and name the Secret instead."
)


class FreeTextField(forms.CharField):
    """A text field that refuses what looks like a secret, so that it is never stored.

    ``except_for`` is the kind of credential that it is there for, such as a webhook's address.
    """

    def __init__(self, *, rows: int = 3, except_for: str = "", **options: Any) -> None:
        self.except_for = except_for
        widget = forms.Textarea({"rows": rows, "cols": 60}) if rows > 1 else forms.TextInput()
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> str:
        """Return the text with each line break as one character, as browsers count it."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def clean(self, value: Any) -> str:
        """Return the text, or refuse it where it looks like a secret."""
        text = str(super().clean(value))
        if carries_secret(text, except_for=self.except_for):
            raise ValidationError(REFUSAL)
        return text
