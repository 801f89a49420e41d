"""The form that takes suggestions into the draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from configurator.models import Comment


class SuggestionsForm(forms.Form):
    """The suggestions to take, by the keys of their comments."""

    suggestion = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "No suggestion chosen. Choose those to take.",
            "invalid_choice": "A suggestion was taken or deleted meanwhile. Choose again.",
        },
    )

    def __init__(self, comments: Iterable[Comment], sent: Any = None) -> None:
        super().__init__(sent)
        choices = [(str(comment.pk), str(comment.pk)) for comment in comments]
        self.fields["suggestion"].choices = choices  # type: ignore[attr-defined] # Django's way

    @property
    def keys(self) -> list[int]:
        """Return the keys of the chosen comments."""
        return list(self.cleaned_data["suggestion"])
