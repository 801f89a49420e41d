"""The form of a comment."""

from __future__ import annotations

from typing import Any

from django import forms

import generators
from configurator.comments.discussion import Discussion
from configurator.comments.subject import About
from configurator.comments.subject import Subject
from configurator.forms.free_text import FreeTextField
from configurator.forms.idempotency_key import IdempotencyKeyField
from configurator.plans.environments import parts_of
from configurator.plans.environments import plan_in
from configurator.wizard.field_of import field_of
from configurator.wizard.field_of import has_lines
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

    def __init__(
        self,
        sent: Any = None,
        *,
        of: str = "new",
        suggestable: generators.Choice | None = None,
        value: Any = None,
        **options: Any,
    ) -> None:
        """Make the form; a value can be suggested for a ``suggestable`` choice, which has one."""
        # A page may have several of these forms, and each needs its own ids.
        super().__init__(sent, auto_id=f"comment-{of}-%s", **options)
        if suggestable:
            # An empty box sends no value: this tells that the form had the field.
            self.fields["suggest"] = forms.BooleanField(
                required=False, widget=forms.HiddenInput, initial="on"
            )
            field = field_of(suggestable, multiline=has_lines(value))
            field.label, field.initial = "Suggested value", field.widget_value(value)
            self.fields["value"] = field
        self.current = value

    def clean(self) -> dict[str, Any]:
        """Ignore the value where none is suggested."""
        if not self._is_changed:
            self.errors.pop("value", None)
        return self.cleaned_data

    @property
    def suggests(self) -> bool:
        """Tell whether another value is suggested than the choice has."""
        return self._is_changed and self.value != generators.plain_value(self.current)

    @property
    def _is_changed(self) -> bool:
        return bool(self.cleaned_data.get("suggest")) and "value" in self.changed_data

    @property
    def value(self) -> Any:
        """Return the suggested value, as a plan file has it."""
        return generators.plain_value(self.cleaned_data.get("value", self.current))

    @property
    def text(self) -> str:
        return str(self.cleaned_data["body"])

    @property
    def is_pending(self) -> bool:
        return bool(self.cleaned_data["pending"])

    @property
    def key(self) -> str:
        return str(self.cleaned_data["idempotency_key"])


def suggestable(discussion: Discussion, subject: Subject) -> dict[str, Any]:
    """Return the choice that a value can be suggested for, with its value in the revision."""
    path = parts_of(subject.path)[1]
    if subject.about != About.CHOICE or subject.path not in discussion.anchors.choices:
        return {}
    try:
        choice, plan = (
            generators.choice_at(path),
            plan_in(discussion.revision.plan_file, parts_of(subject.path)[0]),
        )
    except (KeyError, generators.Unreadable):
        return {}
    return {"suggestable": choice, "value": choice.of(plan)}
