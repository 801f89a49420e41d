"""The form of a step, derived from the choices that it asks for."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache
from typing import Any
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

import generators
from configurator.plans.parsing import without_secrets
from configurator.wizard.field_of import field_of
from configurator.wizard.field_of import has_lines
from configurator.wizard.fields import ChoiceField

SETTINGS = "operations.settings"
NOT_STORED = (
    "The value looked like a secret and was not stored. "
    "Enter the name of a Secret: a plan never holds secret values."
)
HOW_TO_LIST = (
    " List the Secret of a variable under “Environment variables from Secrets” "
    "(operations.environment)."
)


def html_id(path: str) -> str:
    """Name a choice in the page: ``database.urlSecret.name`` is ``database-urlSecret-name``."""
    return path.replace(".", "-")


class StepForm(forms.Form):
    """The form of one step. It is always bound: to what was sent, or to what is stored."""

    def __init__(
        self, plan: generators.Plan, choices: Iterable[generators.Choice], sent: Mapping[str, Any]
    ) -> None:
        super().__init__(cast("MultiValueDict[str, Any]", sent))
        self.plan = plan
        for choice in choices:
            claim = generators.is_claim(plan, choice)
            self.fields[choice.path] = _field(choice, claim, has_lines(choice.of(plan)))

    @classmethod
    def stored(
        cls,
        plan: generators.Plan,
        choices: Iterable[generators.Choice],
        unfinished: Mapping[str, Any],
        sent: Mapping[str, Any] | None = None,
    ) -> StepForm:
        """Make the form as it is stored: the plan's values, and what cannot be read yet.

        ``sent`` is what somebody sent and is not stored, in its place.
        """
        form = cls(plan, choices, {})
        form.data = MultiValueDict()
        for path, field in form.choice_fields():
            raw = (sent or {}).get(path, unfinished.get(path))
            _put(form.data, path, field.widget_value(field.stored(plan)) if raw is None else raw)
        lost = {path for path, raw in unfinished.items() if raw is None} - {*(sent or ())}
        for path in form.fields.keys() & lost:
            form.add_error(path, NOT_STORED + (HOW_TO_LIST if path == SETTINGS else ""))
        return form

    def choice_fields(self) -> list[tuple[str, ChoiceField]]:
        """List the fields with their paths."""
        return [
            (path, field) for path, field in self.fields.items() if isinstance(field, ChoiceField)
        ]

    def raw(self, path: str) -> Any:
        """Give what was typed for a choice, as it was typed."""
        return self[path].data

    def changes(self) -> dict[str, Any]:
        """List the readable answers that differ from the plan's; a claim for later is ``None``."""
        self.full_clean()
        return {
            path: generators.plain_value(self.cleaned_data[path])
            for path, field in self.choice_fields()
            if path in self.cleaned_data and not self._same(path, field)
        }

    def unfinished(self) -> dict[str, Any]:
        """List what cannot be read, as it was typed; in the place of a secret stands nothing."""
        return {path: _storable(without_secrets(self.raw(path))) for path in self.errors}

    def _clean_fields(self) -> None:
        """Clean what differs from the plan: what the plan holds is valid."""
        for path, field in self.choice_fields():
            raw, value = self.raw(path), field.stored(self.plan)
            if raw == field.widget_value(value):
                self.cleaned_data[path] = value
                continue
            try:
                self.cleaned_data[path] = field.clean(raw)
            except ValidationError as error:
                self.add_error(path, error)

    def _same(self, path: str, field: ChoiceField) -> bool:
        value = field.stored(self.plan)
        if self.cleaned_data[path] == value:
            return True
        typed, stored = (
            field.plan_value(self.raw(path)),
            field.plan_value(field.widget_value(value)),
        )
        return bool(typed == stored)


def _storable(raw: Any) -> Any:
    """Replace null characters in what was typed: PostgreSQL cannot store them."""
    if isinstance(raw, list):
        return [_storable(value) for value in raw]
    return raw.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(raw, str) else raw


@cache
def _field(choice: generators.Choice, claim: bool, multiline: bool) -> ChoiceField:
    """Make a field once for all forms: it holds what was declared, and nothing that was sent."""
    field = field_of(choice, claim=claim, multiline=multiline)
    field.widget.attrs |= _attributes(choice, grouped=field.widget.use_fieldset)
    return field


def _attributes(choice: generators.Choice, *, grouped: bool) -> dict[str, str]:
    """Give the attributes of each input; those of a group are described by their fieldset."""
    name = html_id(choice.path)
    attributes = {"id": f"field-{name}", "autocomplete": "off"}
    if grouped:
        return attributes
    return {
        **attributes,
        "aria-describedby": f"help-{name} notes-{name}",
        "spellcheck": "false",
    }


def _put(sent: MultiValueDict[str, Any], path: str, raw: Any) -> None:
    """Write a stored value as a browser would send it."""
    if isinstance(raw, list):
        sent.setlist(path, raw)
        for position, value in enumerate(raw):
            sent[f"{path}_{position}"] = value
    elif raw is not False:
        sent[path] = raw
