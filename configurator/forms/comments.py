"""The form of a comment."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from configurator.forms.words import Words
from configurator.markdown import LONGEST

HELP = "Markdown works: **bold**, `code`, lists, > quotes, ``` blocks, [links](https://…)."


def new_token() -> str:
    """Name a form that is about to be shown, so that it counts once."""
    return uuid4().hex


class CommentForm(forms.Form):
    """What somebody says, in Markdown."""

    body = Words(label="Comment", rows=4, max_length=LONGEST, help_text=HELP)
    token = forms.CharField(
        required=False, max_length=40, initial=new_token, widget=forms.HiddenInput
    )

    def __init__(self, sent: Any = None, *, of: str = "new", **options: Any) -> None:
        # Several forms stand on one page, and an id may stand there once.
        super().__init__(sent, auto_id=f"comment-{of}-%s", **options)

    @property
    def text(self) -> str:
        return str(self.cleaned_data["body"])

    @property
    def sent_as(self) -> str:
        return str(self.cleaned_data["token"])
