"""The form of a comment."""

from __future__ import annotations

from typing import Any

from django import forms

from configurator.forms.free_text import FreeTextField
from configurator.forms.idempotency_key import IdempotencyKeyField
from configurator.wording.markdown import LONGEST

HELP = (
    "Markdown: **bold**, `code`, lists, > quotes, ``` blocks, [links](https://…). "
    "@username notifies a person."
)


class CommentForm(forms.Form):
    """The text of a comment, in Markdown."""

    body = FreeTextField(label="Comment", rows=4, max_length=LONGEST, help_text=HELP)
    # The value of a button: the comment becomes a part of the pending review.
    pending = forms.BooleanField(required=False, widget=forms.HiddenInput)
    idempotency_key = IdempotencyKeyField()

    def __init__(self, sent: Any = None, *, of: str = "new", **options: Any) -> None:
        # A page may have several of these forms, and each needs its own ids.
        super().__init__(sent, auto_id=f"comment-{of}-%s", **options)

    @property
    def text(self) -> str:
        return str(self.cleaned_data["body"])

    @property
    def is_pending(self) -> bool:
        return bool(self.cleaned_data["pending"])

    @property
    def key(self) -> str:
        return str(self.cleaned_data["idempotency_key"])
