"""The form of a tick: what was viewed."""

from __future__ import annotations

from typing import Any

from django import forms

from configurator.forms.free_text import FreeTextField
from configurator.models import ViewedTick


class ViewedForm(forms.Form):
    """A file or a choice, and whether it is viewed."""

    about = forms.ChoiceField(choices=ViewedTick.About)
    path = FreeTextField(rows=1, max_length=300)
    viewed = forms.BooleanField(required=False)

    @property
    def tick(self) -> dict[str, Any]:
        """Return what the service takes."""
        return dict(self.cleaned_data)
