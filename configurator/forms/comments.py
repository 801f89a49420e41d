"""The form of a comment."""

from __future__ import annotations

from typing import Any

from django import forms

from configurator.forms.free_text import Words
from configurator.forms.idempotency_key import IdempotencyKeyField
from configurator.wording.markdown import LONGEST

HELP = "Markdown works: **bold**, `code`, lists, > quotes, ``` blocks, [links](https://…)."


class CommentForm(forms.Form):
    """What somebody says, in Markdown."""

    body = Words(label="Comment", rows=4, max_length=LONGEST, help_text=HELP)
    token = IdempotencyKeyField()

    def __init__(self, sent: Any = None, *, of: str = "new", **options: Any) -> None:
        # Several forms stand on one page, and an id may stand there once.
        super().__init__(sent, auto_id=f"comment-{of}-%s", **options)

    @property
    def text(self) -> str:
        return str(self.cleaned_data["body"])

    @property
    def sent_as(self) -> str:
        return str(self.cleaned_data["token"])
